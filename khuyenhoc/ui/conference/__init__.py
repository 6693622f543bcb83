"""The pages of a conference: the run order, freezing, presenting, exports, conclusions."""
