"""What a person sees for each job, put together from components; a screen draws nothing itself."""
