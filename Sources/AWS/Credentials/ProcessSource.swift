internal import Foundation

/// `credential_process`: a program of the user's that prints credentials. It is started without a shell.
struct ProcessSource {
    let command: String
    let profile: String
    var timeoutSeconds = 60.0

    /// More output is no document of keys, in bytes.
    static let largestOutputBytes = 64 << 10

    func credentials() async throws -> Credentials {
        let fix = "run the credential_process of profile \(profile) by hand and see what it prints"
        let words = try split()
        guard !words.isEmpty else { throw SourceProblem("credential_process is empty", fix: "name a program") }
        let output = try await run(words, fix)
        return try CredentialsDocument(bytes: output, source: "credential_process of profile \(profile)", fix: fix)
            .credentials(tokenName: "SessionToken", asksVersion: true)
    }

    /// Words as a shell splits them: quotes of both kinds and backslashes; no variables, no patterns.
    func split() throws -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isEscaped = false
        for character in command {
            if isEscaped {
                word = (word ?? "") + String(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
                word = word ?? ""
            } else if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if character == " " || character == "\t" {
                if let finished = word { words.append(finished) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        guard quote == nil, !isEscaped else {
            throw SourceProblem("a quote in the credential_process of profile \(profile) isn't closed", fix: "close it")
        }
        return words + (word.map { [$0] } ?? [])
    }

    private func run(_ words: [String], _ fix: String) async throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: words[0].contains("/") ? words[0] : "/usr/bin/env")
        process.arguments = words[0].contains("/") ? Array(words.dropFirst()) : words
        process.standardInput = FileHandle.nullDevice
        // What it says on stderr may hold a secret, so it is neither kept nor repeated.
        process.standardError = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        do { try process.run() } catch {
            throw SourceProblem(
                "the credential_process of profile \(profile) can't be started", fix: "check that its program is there")
        }
        // SIGKILL: a child of a thread that blocks signals inherits that, and would never hear SIGTERM.
        let guardian = Task { [timeoutSeconds, process] in
            try await Task.sleep(for: .seconds(timeoutSeconds))
            kill(process.processIdentifier, SIGKILL)
        }
        let output = await Self.read(pipe.fileHandleForReading, process, timeoutSeconds)
        guardian.cancel()
        guard output.count <= Self.largestOutputBytes else {
            throw SourceProblem("the credential_process prints more than \(Self.largestOutputBytes) bytes", fix: fix)
        }
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            let how = process.terminationReason == .exit ? "exit code" : "signal"
            throw SourceProblem("the credential_process ended with \(how) \(process.terminationStatus)", fix: fix)
        }
        return output
    }

    /// Reads to the end, to one byte too many or to the end of the time, and waits for the process, on a thread that may block.
    private static func read(_ handle: FileHandle, _ process: Process, _ seconds: Double) async -> Data {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                let output = read(handle.fileDescriptor, until: .now() + seconds)
                if output.count > largestOutputBytes { kill(process.processIdentifier, SIGKILL) }
                process.waitUntilExit()
                continuation.resume(returning: output)
            }
        }
    }

    /// A program that the process started may keep the pipe open for ever, so the time is looked at between two reads.
    private static func read(_ descriptor: Int32, until deadline: DispatchTime) -> Data {
        var output = Data()
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while output.count <= largestOutputBytes {
            let now = DispatchTime.now()
            guard now < deadline else { break }
            let milliseconds = (deadline.uptimeNanoseconds - now.uptimeNanoseconds) / 1_000_000 + 1
            var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            if poll(&event, 1, Int32(min(milliseconds, 60_000))) <= 0 { continue }
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            output.append(contentsOf: buffer[..<count])
        }
        return output
    }
}
