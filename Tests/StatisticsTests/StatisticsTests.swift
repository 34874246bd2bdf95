// The first test replaces this line.
