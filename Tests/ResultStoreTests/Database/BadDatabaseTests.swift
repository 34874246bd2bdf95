import Foundation
import GRDB
import ResultStore
import SweepModel
import TestSupport
import Testing

@Suite("Databases that can't be used") struct BadDatabaseTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/results.sqlite" }

    init() throws { folder = try TemporaryFolder() }

    /// The message of the error that `body` throws, without the folder's name.
    private func message(_ body: () throws -> Void) throws -> String {
        let error = try #require(throws: ResultStoreError.self, performing: body)
        return "\(error)".replacingOccurrences(of: folder.path + "/", with: "")
    }

    private func open(_ access: DatabaseAccess = .writing, wait: Double = 10) throws -> ResultStore {
        try ResultStore(path: path, access: access, busyTimeoutSeconds: wait)
    }

    private func fill(_ store: ResultStore, trials: Int = 50) throws {
        let records = (0..<trials).map { index in
            OutcomeRecord(
                outcome: .complete("t\(index)"),
                place: RecordPlace(generation: 1, part: 1, pack: "p0000", line: index + 1))
        }
        try store.merge([OutcomeObject(key: "object", records: records)], into: .sample())
    }

    @Test("A reader of a file that is not there is told so, and makes none")
    func missing() throws {
        #expect(
            try message { _ = try open(.reading) }
                == "results.sqlite: there is no results database here yet; launch a sweep first, or name its folder with"
                + " --store")
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("An empty file counts as missing for a reader, and is filled by a writer")
    func empty() throws {
        try folder.write("results.sqlite", "")
        #expect(throws: ResultStoreError.self) { try open(.reading) }
        #expect(try open().sweeps().isEmpty)
        #expect(try open(.reading).sweeps().isEmpty)
    }

    @Test("Text is no database, and stays as it is", arguments: [DatabaseAccess.reading, .writing])
    func text(access: DatabaseAccess) throws {
        let text = String(repeating: "no database at all\n", count: 100)
        try folder.write("results.sqlite", text)
        #expect(
            try message { _ = try open(access) }
                == "results.sqlite: this is not a SQLite database; move it away and run the reducer again: it rebuilds"
                + " the file from the outcome records")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }

    @Test("Another program's database is not touched", arguments: [DatabaseAccess.reading, .writing])
    func otherProgram(access: DatabaseAccess) throws {
        try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE theirs (x)") }
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(
            try message { _ = try open(access) }
                == "results.sqlite: this SQLite database is not a StepSweep results database; move it away, or choose"
                + " another folder with --store")
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test("A registry is no results database")
    func registry() throws {
        _ = try RegistryStore(path: path, access: .writing)
        #expect(throws: ResultStoreError.self) { try open() }
    }

    @Test("A database of a later version is left alone", arguments: [DatabaseAccess.reading, .writing])
    func newerVersion(access: DatabaseAccess) throws {
        try fill(open())
        try DatabaseQueue(path: path).writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA user_version = 7; PRAGMA journal_mode = DELETE")
        }
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(
            try message { _ = try open(access) }
                == "results.sqlite: written by a newer StepSweep (schema version 7, this one knows up to 4); nothing was"
                + " changed, update StepSweep to use it")
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test("A locked database is waited for, then reported")
    func locked() throws {
        try fill(open())
        let holder = try DatabaseQueue(path: path)
        try holder.inTransaction(.immediate) { _ throws in
            #expect(
                try message { try fill(open(wait: 0.05)) }
                    == "results.sqlite: another process kept the database locked for 0.05 s; wait for it to end, then"
                    + " run the same command again")
            #expect(try open(.reading).rankedTrials(of: "digits-0123abcd").count == 50)
            return .rollback
        }
    }

    @Test("A folder in the file's place, or no folder around it, is reported", arguments: ["results.sqlite", "none"])
    func noFile(name: String) throws {
        if name == "results.sqlite" { try folder.write("results.sqlite/inside", "") }
        let path = name == "none" ? folder.path + "/none/results.sqlite" : path
        let text = try message { _ = try ResultStore(path: path, access: .writing) }
        #expect(text.hasSuffix("check that the folder exists and who owns it"), "\(text)")
    }

    @Test("Damage anywhere in the file gives results or one clear error, never a crash", arguments: 0..<40)
    func damage(seed: UInt64) throws {
        try fill(open(), trials: 200)
        try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        var random = SeededGenerator(seed: seed)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        if seed.isMultiple(of: 4) {
            bytes = bytes.prefix(Int.random(in: 1..<bytes.count, using: &random))
        } else {
            for _ in 0..<Int.random(in: 1...2_000, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
        }
        try bytes.write(to: URL(fileURLWithPath: path))
        do {
            let store = try open(.reading)
            _ = try store.sweeps()
            _ = try store.rankedTrials(of: "digits-0123abcd", detail: .full)
            _ = try store.succeededOutcomes(cacheKeys: ["key-t1", "key-t2"])
            _ = try store.integrityProblems()
        } catch let error as ResultStoreError {
            #expect(!"\(error)".contains("\n"))
        }
    }

    @Test("integrity_check finds a damaged index")
    func integrity() throws {
        let store = try open()
        try fill(store)
        #expect(try store.integrityProblems() == [])
        try DatabaseQueue(path: path).write { database in
            try database.execute(
                sql: """
                    PRAGMA writable_schema = ON;
                    UPDATE sqlite_master SET sql = replace(sql, 'objective)', 'seconds)') WHERE name = 'trials_by_objective';
                    """)
        }
        #expect(try open(.reading).integrityProblems().isEmpty == false)
    }

    @Test("Many first openers of one new file all succeed")
    func firstOpeners() async throws {
        let path = path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<16 { group.addTask { _ = try ResultStore(path: path, access: .writing) } }
            try await group.waitForAll()
        }
        #expect(try open(.reading).sweeps().isEmpty)
    }

    @Test(
        "A full disk loses nothing that was stored",
        .enabled(if: TemporaryFileSystem.isPossible, "needs root and the right to mount a small file system"))
    func fullDisk() throws {
        let disk = try #require(TemporaryFileSystem(kibibytes: 1024))
        let store = try ResultStore(path: disk.path + "/results.sqlite", access: .writing)
        try fill(store, trials: 20)
        let error = try #require(throws: ResultStoreError.self) {
            for part in 1... {
                let records = (0..<500).map { index in
                    OutcomeRecord(
                        outcome: .complete("u\(part)-\(index)"),
                        place: RecordPlace(generation: 1, part: part, pack: "p0001", line: index + 1))
                }
                try store.merge([OutcomeObject(key: "object\(part)", records: records)], into: .sample())
            }
        }
        #expect(error.problem == .full)
        #expect(
            "\(error)".hasSuffix(
                "the disk is full; nothing stored was lost, free some space, then run the same command again"))
        #expect(try store.rankedTrials(of: "digits-0123abcd").count { $0.outcome.trial.hasPrefix("t") } == 20)
        #expect(try store.integrityProblems() == [])
    }

    @Test(
        "A read-only disk is reported",
        .enabled(if: TemporaryFileSystem.isPossible, "needs root and the right to mount a small file system"))
    func readOnlyDisk() throws {
        let disk = try #require(TemporaryFileSystem(kibibytes: 4096))
        let path = disk.path + "/results.sqlite"
        try fill(ResultStore(path: path, access: .writing))
        #expect(disk.makeReadOnly())
        let error = try #require(throws: ResultStoreError.self) { try fill(ResultStore(path: path, access: .writing)) }
        #expect(error.problem == .readOnly, "\(error)")
        // Nobody left a log behind, so that readers need to write nothing.
        #expect(try ResultStore(path: path, access: .reading).rankedTrials(of: "digits-0123abcd").count == 50)
    }

    @Test(
        "A log that could not be merged keeps a read-only database from being read half",
        .enabled(if: TemporaryFileSystem.isPossible, "needs root and the right to mount a small file system"))
    func readOnlyLog() throws {
        let disk = try #require(TemporaryFileSystem(kibibytes: 4096))
        let path = disk.path + "/results.sqlite"
        try fill(ResultStore(path: path, access: .writing))
        try Data("something".utf8).write(to: URL(fileURLWithPath: path + "-wal"))
        #expect(disk.makeReadOnly())
        let error = try #require(throws: ResultStoreError.self) {
            try ResultStore(path: path, access: .reading).rankedTrials(of: "digits-0123abcd")
        }
        #expect(error.problem == .readOnly, "\(error)")
    }
}
