"""What must hold before something of the procedure goes on: each a pure look at the review, with its paragraph."""
