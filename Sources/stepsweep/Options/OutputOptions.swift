import ArgumentParser
import Reporting

/// How results are printed.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print a versioned JSON document (see docs/json.md).")
    var json = false

    @Flag(help: "No colour, also on a terminal; NO_COLOR does the same.")
    var noColor = false

    var style: TextStyle { Terminal.mayColour && !noColor ? .ansi : .plain }
}
