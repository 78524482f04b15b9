"""Where declarations mean to differ from the catalogue: a file for each family that does, with the reasons."""
