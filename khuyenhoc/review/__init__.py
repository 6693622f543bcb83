"""What a review of a period says: facts from the queries, as screens of a presentation and as a report."""
