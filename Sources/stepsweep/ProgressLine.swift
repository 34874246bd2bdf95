import Foundation
import Reporting
import SweepEngines
import SweepModel
import Synchronization

/// Shows a running sweep on stderr: one live line on a terminal, now and then a whole line elsewhere.
final class ProgressLine: Sendable {
    private struct State {
        var lastTenth = -1
        var isShown = false
    }

    private let metric: Metric
    private let isLive: Bool
    private let state = Mutex(State())

    init(metric: Metric, isLive: Bool = Terminal.showsProgress) {
        self.metric = metric
        self.isLive = isLive
    }

    func show(_ progress: SweepProgress) {
        state.withLock { state in
            if isLive {
                write("\r\u{1B}[K" + String(text(of: progress).prefix(max(20, Terminal.width - 1))))
                state.isShown = true
                return
            }
            let tenth = progress.total > 0 ? progress.done * 10 / progress.total : 10
            guard tenth > state.lastTenth else { return }
            state.lastTenth = tenth
            write(text(of: progress) + "\n")
        }
    }

    /// Leaves the last live line standing.
    func finish() {
        state.withLock { state in
            if state.isShown { write("\n") }
            state.isShown = false
        }
    }

    private func text(of progress: SweepProgress) -> String {
        let share = progress.total > 0 ? Double(progress.done) / Double(progress.total) : 1
        var parts = ["\(bar(share)) \(progress.done)/\(progress.total)"]
        if progress.running > 0 { parts.append("\(progress.running) running") }
        if progress.failed > 0 { parts.append("\(progress.failed) failed") }
        if let best = progress.best { parts.append("best \(metric.name) \(NumberText.short(best.value))") }
        parts.append(NumberText.duration(seconds: progress.elapsedSeconds))
        if let remaining = progress.remainingSeconds, progress.done < progress.total {
            parts.append("about \(NumberText.duration(seconds: remaining)) left")
        }
        return parts.joined(separator: " · ")
    }

    private func bar(_ share: Double) -> String {
        let width = 20
        let filled = Int((share * Double(width)).rounded(.down))
        return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    }

    private func write(_ text: String) { Terminal.show(text) }
}
