"""The fields of the record but the body: each chosen among all that is said and shown."""
