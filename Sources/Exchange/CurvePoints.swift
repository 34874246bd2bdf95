internal import SweepModel

/// A metric's values by step, without gaps; of two values at one step the later counts.
struct CurvePoints {
    let points: [(step: Int, value: Double)]

    init(of metric: String, in outcome: TrialOutcome) {
        let values = outcome.curve[metric] ?? []
        let steps = outcome.curve["step"] ?? []
        var byStep: [Int: Double] = [:]
        for (place, value) in values.enumerated() where value.isFinite {
            // A step that is no whole number, or a curve without steps, counts its points from 1.
            let step = steps.indices.contains(place) ? Int(exactly: steps[place]) : nil
            byStep[step ?? place + 1] = value
        }
        points = byStep.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
