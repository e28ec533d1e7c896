"""What pages are put together from: one ES module a component, its stylesheet, and the class that speaks for it."""
