"""An article drafted again, merged with what its author made of it; pure."""
