@testable import Decisions
import Foundation
import JSON
import Reporting
import ResultStore
import Statistics
import SweepModel
import TestSupport
import Testing

/// Comparisons and analyses for pages.
enum PageBoard {
    static let best = "77b0aa1200000000"
    static let second = "3f2a9c1b00000000"

    /// Two tied trials, one worse and one simpler.
    static func analysis(front: ObjectiveFront? = nil) -> SweepAnalysis {
        func candidate(_ rank: Int, _ trial: String, _ point: Int, _ score: Double) -> Candidate {
            Candidate(
                rank: rank, trial: trial, sweep: "digits-0123abcd", point: point, trials: [trial], score: score,
                standardError: 0.01, parameters: ["learning_rate": 0.1], seconds: 2)
        }
        func compared(_ place: Int, _ trial: String, _ difference: Double, _ p: Double, _ isTied: Bool)
            -> TiedSet.Comparison
        {
            TiedSet.Comparison(
                trial: trial, difference: difference,
                interval: ConfidenceInterval(lower: difference - 0.01, upper: difference + 0.01), p: p,
                adjustedP: min(1, 2 * p), isTied: isTied, place: place)
        }
        return SweepAnalysis(
            sweeps: ["digits-0123abcd"], metric: Metric(name: "validation_accuracy", goal: .maximize),
            candidates: [
                candidate(1, best, 1, 0.98055), candidate(2, second, 0, 0.9722),
                candidate(3, "0c9d3e4f00000000", 2, 0.9611),
                candidate(4, "e1d2c3b400000000", 3, 0.7),
            ],
            evidence: .rows(count: 360, areErrors: true),
            expected: .corrected(
                .init(
                    value: 0.9755, interval: ConfidenceInterval(lower: 0.96, upper: 0.985), resamples: 1000,
                    candidates: 4)),
            tied: TiedSet(
                test: .mcNemar, confidence: 0.95, best: best,
                comparisons: [
                    compared(1, second, -0.00835, 0.4, true), compared(2, "0c9d3e4f00000000", -0.01945, 0.002, false),
                    compared(3, "e1d2c3b400000000", -0.28, 0.0001, false),
                ], untested: 0),
            simplest: SimplestChoice(
                trial: second, place: 1, measure: "seconds", complexity: 1.2, bestComplexity: 2.5, threshold: 0.97,
                eligible: 2),
            champion: .compared(
                .init(
                    version: 3, trial: "c0c0c0c000000000", championScore: 0.95, difference: 0.0222,
                    interval: ConfidenceInterval(lower: 0.004, upper: 0.041),
                    p: 0.02, isBetter: true)),
            front: front,
            importances: [
                ParameterImportance(
                    evaluator: .pedANOVA, count: 4,
                    shares: [
                        .init(parameters: ["optimizer"], share: 0.7), .init(parameters: ["learning_rate"], share: 0.3),
                    ],
                    residual: nil, warning: "few trials"),
                ParameterImportance(
                    evaluator: .functionalANOVA, count: 4,
                    shares: [
                        .init(parameters: ["optimizer"], share: 0.6), .init(parameters: ["learning_rate"], share: 0.3),
                        .init(parameters: ["learning_rate", "optimizer"], share: 0.05),
                    ], residual: 0.05, warning: nil),
            ],
            health: [
                .failed(count: 1, planned: 6, reasons: ["timeout": 1]), .missing(count: 1, planned: 6), .oneSeed,
                .edge(parameter: "learning_rate", value: 0.0031748, isHighest: true),
            ],
            recommendation: Recommendation(
                action: .promote(trial: second), reason: "It is tied with the best and the quickest of those.",
                command: "stepsweep promote digits --trial 3f2a9c1b --as challenger"),
            worthConfirming: [best, second])
    }

    static var details: PageDetails {
        PageDetails(
            curves: [
                TrialKey(sweep: "digits-0123abcd", trial: best): [
                    "step": [1, 2, 3, 4], "validation_accuracy": [0.5, .nan, 0.9, 0.98],
                    "train_loss": [1, 0.5, 0.2, 0.1],
                ]
            ],
            attempts: [
                JobAttempt(
                    sweep: "digits-0123abcd", pack: "p0000", generation: 1, lane: nil, host: nil, span: nil, end: .lost),
                JobAttempt(
                    sweep: "digits-0123abcd", pack: "p0000", generation: 2, lane: .spot, host: "host",
                    span: 1_700_000_000...1_700_000_012, end: .finished),
            ],
            confusions: [
                TrialKey(sweep: "digits-0123abcd", trial: second): .counted(
                    labels: ["cat", "dog"], counts: [[9, 1], [0, 10]])
            ],
            testScorings: [
                [
                    scoring("digits-confirm-1", by: "ada", at: 1_700_000_100, why: nil),
                    scoring("digits-confirm-2", by: "<b>eve</b>", at: 1_700_009_000, why: "the seeds were wrong"),
                ]
            ])
    }

    private static func scoring(_ confirmation: String, by: String, at: Double, why: String?) -> TestScoring {
        TestScoring(
            confirmation: confirmation,
            order: ConfirmationOrder(sweep: "digits-0123abcd", trials: [best, second], scoresTest: true),
            seeds: [1, 2, 3], by: by, at: at, why: why)
    }

    static func page() throws -> String {
        ComparisonPage(try digits(), analyses: [analysis()], details: details).html
    }

    /// The data that the page's script reads.
    static func data(of html: String) throws -> JSON {
        let start = try #require(html.range(of: "<script type=\"application/json\" id=\"data\">")?.upperBound)
        let end = try #require(html[start...].range(of: "</script>")?.lowerBound)
        return try JSON(parsing: String(html[start..<end]))
    }

    static let plots = [
        "expected", "ranked", "importance", "contour", "slices", "parallel", "front", "history", "curves", "timeline",
        "confusion",
    ]
}
