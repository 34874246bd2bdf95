import SweepModel
import Testing

@Suite("A diagnostic")
struct DiagnosticTests {
    @Test("names the place, the subject and what is wrong")
    func text() {
        let whole = Diagnostic(file: "sweep.yaml", message: "is empty")
        #expect(whole.description == "sweep.yaml: is empty")
        let placed = Diagnostic(
            .warning, file: "sweep.yaml", line: 3, column: 7, path: "metric.goal", message: "is missing")
        #expect(placed.description == "sweep.yaml:3:7: warning: metric.goal: is missing")
        #expect(InvalidFile(diagnostics: [whole, placed]).description == "\(whole)\n\(placed)")
    }
}
