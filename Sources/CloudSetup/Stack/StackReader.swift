internal import AWS
internal import JSON

/// Reads a stack and follows what CloudFormation does to it.
struct StackReader: Sendable {
    let cloudFormation: CloudFormation
    let console: Console
    let pace: Pace

    init(client: AWSClient, console: Console, pace: Pace) {
        cloudFormation = CloudFormation(client: client)
        self.console = console
        self.pace = pace
    }

    /// The stack of that name or ARN; `nil` where there is none, or where it was deleted.
    func stack(_ name: String) async throws -> Stack? {
        try await known(name).flatMap { $0.status.isDeleted ? nil : $0 }
    }

    private func known(_ name: String) async throws -> Stack? {
        guard let document = try await cloudFormation.stack(name) else { return nil }
        guard let stack = Stack(document) else {
            throw SetupError("CloudFormation's answer about stack \(name) names no stack", fix: "try again")
        }
        return stack
    }

    /// The newest event's id; what comes later belongs to the next operation.
    func newestEvent(_ stackID: String) async throws -> String? {
        for try await page in cloudFormation.stackEvents(stackID) {
            return (page["StackEvents"]?.array ?? []).lazy.compactMap(StackEvent.init).first?.id
        }
        return nil
    }

    /// What was just asked for takes a moment to show: a stack that rests counts as not begun yet for so many looks.
    private static let looksBeforeBeginning = 5

    /// Shows each event once until the stack rests.
    ///
    /// - Parameter bookmark: events behind this one are shown; `nil` for those of the operation that runs.
    /// - Returns: the stack, `nil` where it is gone without a trace; and the operation's events, the oldest first.
    /// - Throws: `SetupError` where the time is up, `CancellationError`, the errors of the client.
    func follow(_ stackID: String, after bookmark: String?) async throws -> (stack: Stack?, events: [StackEvent]) {
        var events: [StackEvent] = []
        var last = bookmark
        var looks = 0
        let stack: Stack? = try await pace.wait(for: "the stack's change") {
            // The status first: when it is final, all events are there.
            let stack = try await known(stackID)
            let news = try await self.events(stackID, after: last)
            news.forEach { console.say($0.line) }
            events += news
            last = news.last?.id ?? last
            looks += 1
            let hasBegun =
                bookmark == nil || events.contains(where: \.isOfStack) || looks > Self.looksBeforeBeginning
            return stack?.status.isBusy == true || !hasBegun ? nil : .some(stack)
        }
        return (stack, events)
    }

    /// - Returns: the oldest first.
    private func events(_ stackID: String, after bookmark: String?) async throws -> [StackEvent] {
        var newest: [StackEvent] = []
        do {
            for try await page in cloudFormation.stackEvents(stackID) {
                for event in (page["StackEvents"]?.array ?? []).compactMap(StackEvent.init) {
                    if event.id == bookmark { return newest.reversed() }
                    newest.append(event)
                    if bookmark == nil, event.beginsOperation { return newest.reversed() }
                }
            }
        } catch let error as AWSError where error.code == "ValidationError" && error.message.contains("does not exist")
        {
            return []
        }
        return newest.reversed()
    }
}
