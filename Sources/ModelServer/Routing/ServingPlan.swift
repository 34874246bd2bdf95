internal import JSON
internal import SweepModel

/// A document with its models, loaded and verified: what requests are answered by until the next one takes its place.
final class ServingPlan: Sendable {
    let document: ServingDocument
    let arms: [ServedArm]
    let router: UnitRouter
    /// `"test":"…",` for answers to units of the test; empty without one.
    let testMember: [UInt8]

    init(_ document: ServingDocument, arms: [ServedArm]) {
        self.document = document
        self.arms = arms
        router = UnitRouter(document)
        testMember = document.test.map { Array("\"test\":\(JSON.string($0).text()),".utf8) } ?? []
    }

    /// The test whose units are split among the arms; `nil` without one, and in shadow mode.
    var splitTest: String? { document.mode == .split ? document.test : nil }

    var isShadow: Bool { document.mode == .shadow && arms.count > 1 }
}

/// An arm with its model.
struct ServedArm: Sendable {
    let arm: ServingArm
    let model: ServedModel
    let metrics: ArmMetrics
    /// `{"arm":"…","version":…,`: how its answers begin.
    let opening: [UInt8]

    init(_ arm: ServingArm, model: ServedModel, metrics: ArmMetrics) {
        self.arm = arm
        self.model = model
        self.metrics = metrics
        // An arm's name is made of letters, digits and hyphens.
        opening = Array("{\"arm\":\"\(arm.name)\",\"version\":\(arm.version),".utf8)
    }
}
