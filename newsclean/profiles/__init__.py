"""Site profiles: what is known of one site, as data, one TOML file per site."""
