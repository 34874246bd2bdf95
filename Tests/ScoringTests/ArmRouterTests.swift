import Decisions
import Foundation
import SweepModel
import Testing

@Suite("Routing units to arms") struct ArmRouterTests {
    private func document(
        weights: [Double] = [0.5, 0.5], coverage: [ServingDocument.CoverageStep] = [],
        mode: ServingDocument.Mode = .split, test: String? = "t1"
    ) -> ServingDocument {
        ServingDocument(
            revision: 1, test: test, mode: mode, hashSeed: "seed",
            arms: weights.enumerated().map { index, weight in
                ServingArm(
                    name: "arm-\(index)", version: index + 1, weight: weight, model: .http(url: "http://localhost"))
            }, coverage: coverage)
    }

    private let units = (0..<20_000).map { "unit-\($0)" }

    @Test("splits units by weight, always the same way")
    func split() {
        let router = ArmRouter(document(weights: [0.9, 0.1]))
        let first = units.map { router.route($0, at: 0).answering }
        #expect(first == units.map { router.route($0, at: 9e9).answering })
        // Four standard deviations of a share of 0.1 over 20,000 units are 0.0085.
        #expect(abs(Double(first.count { $0 == 1 }) / 20_000 - 0.1) < 0.0085)
    }

    @Test("a ramp adds units, and moves none that were in the test")
    func ramp() {
        let router = ArmRouter(document(coverage: [.init(at: 100, share: 0.2), .init(at: 200, share: 0.6)]))
        #expect(units.allSatisfy { router.route($0, at: 99).assigned == nil })
        let early = units.map { router.route($0, at: 100).assigned }
        let late = units.map { router.route($0, at: 200).assigned }
        #expect(zip(early, late).allSatisfy { $0 == nil || $0 == $1 })
        #expect(late.count { $0 != nil } > 2 * early.count { $0 != nil })
    }

    @Test("in shadow mode the control answers everybody, and units keep their arms")
    func shadow() {
        let shadow = ArmRouter(document(mode: .shadow))
        let split = ArmRouter(document())
        for unit in units.prefix(500) {
            #expect(shadow.route(unit, at: 0).answering == 0)
            #expect(shadow.route(unit, at: 0).assigned == split.route(unit, at: 0).assigned)
        }
    }

    @Test("without a test the first arm answers everybody, and nobody is assigned")
    func noTest() {
        let router = ArmRouter(document(test: nil))
        #expect(units.prefix(500).allSatisfy { router.route($0, at: 0) == .init(answering: 0, assigned: nil) })
    }
}
