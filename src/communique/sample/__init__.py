"""Short articles written for Communiqué, to try it on: invented people and outlets, real countries."""
