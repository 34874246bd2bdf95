/// The version of all three programs. Results of built-in trainers are only reused between equal versions.
let stepSweepVersion = "0.1.0"
