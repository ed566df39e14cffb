"""What all faces share of the web: headers, hosts, cookies, templates, failures."""
