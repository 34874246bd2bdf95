import Testing

@testable import SweepEngines

@Suite("Names of state machines") struct MachineNameTests {
    @Test("A name says the stack, the sweep and the definition's hash")
    func parts() {
        let name = MachineName.name(stack: "stepsweep", sweep: "digits-0123abcd", definition: Array("{}".utf8))
        #expect(name == "stepsweep-digits-44136fa355b3")
    }

    @Test("Equal definitions share a name, others don't")
    func content() {
        func name(_ text: String) -> String {
            MachineName.name(stack: "s", sweep: "digits-0123abcd", definition: Array(text.utf8))
        }
        #expect(name("{}") == name("{}"))
        #expect(name("{}") != name("{ }"))
    }

    @Test("The longest stack and sweep make a name that Step Functions takes")
    func length() {
        let name = MachineName.name(
            stack: String(repeating: "s", count: 30), sweep: String(repeating: "d", count: 40) + "-0123abcd",
            definition: [])
        #expect(name.count == 80)
        #expect(name.hasSuffix("-e3b0c44298fc"))
    }
}
