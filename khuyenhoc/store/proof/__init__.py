"""Proof that nothing acknowledged is lost: a worker to kill, a campaign that kills it, a checker."""
