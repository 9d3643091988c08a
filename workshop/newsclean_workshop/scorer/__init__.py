"""How the scorer is trained and measured: on readings, with roles told by models of other sites."""
