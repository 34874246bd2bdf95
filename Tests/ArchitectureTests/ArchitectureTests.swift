import Foundation
import TestSupport
import Testing

/// The table of rooms in docs/architecture.md, and what the sources really import.
private struct Room {
    let name: String
    let knows: Set<String>
    let packages: Set<String>
    let knowsEverything: Bool
}

private func rooms() throws -> [Room] {
    let page = try String(contentsOfFile: projectFolder + "/docs/architecture.md", encoding: .utf8)
    return page.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
        let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        func names(_ cell: String) -> Set<String> {
            Set(cell.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty })
        }
        return Room(
            name: cells[0].trimmingCharacters(in: ["`"]), knows: names(cells[2]), packages: names(cells[3]),
            knowsEverything: cells[2] == "everything")
    }
}

private func imports(in folder: String) throws -> [(file: String, module: String)] {
    let root = projectFolder + "/Sources/" + folder
    let files = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return try files.filter { $0.hasSuffix(".swift") }.flatMap { file in
        try String(contentsOfFile: root + "/" + file, encoding: .utf8).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ").filter {
                !["public", "package", "internal", "@testable"].contains($0)
            }
            guard words.first == "import", let module = words.last else { return nil }
            return (file, String(module.split(separator: ".")[0]))
        }
    }
}

/// Modules of the system that any room may import.
private let system: Set<String> = ["Foundation", "Glibc", "Synchronization", "Dispatch"]

@Suite("The house") struct ArchitectureTests {
    @Test("Every folder of Sources is a room of docs/architecture.md, and every room a folder")
    func roomsAreFolders() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: projectFolder + "/Sources")
        #expect(try Set(rooms().map(\.name)) == Set(folders))
    }

    @Test("No room imports what the table does not let it know")
    func importsObeyTheTable() throws {
        let all = try rooms()
        let executables = Set(all.map(\.name).filter { $0.hasPrefix("stepsweep") })
        for room in all {
            let others = room.knowsEverything ? Set(all.map(\.name)).subtracting(executables) : room.knows
            let allowed = others.union(room.packages).union(system)
            for (file, module) in try imports(in: room.name) {
                #expect(allowed.contains(module), "Sources/\(room.name)/\(file) imports \(module)")
            }
        }
    }

    @Test("Directions have no cycle")
    func directionsHaveNoCycle() throws {
        var open = Dictionary(uniqueKeysWithValues: try rooms().map { ($0.name, $0.knows) })
        while let leaf = open.first(where: { $0.value.isEmpty })?.key {
            open[leaf] = nil
            for name in open.keys { open[name]?.remove(leaf) }
            open = open.filter { $0.value != ["everything"] }
        }
        #expect(open.isEmpty, "these rooms know each other in a circle: \(open.keys.sorted())")
    }

    @Test("The pure rooms touch no clock, disk, network, environment or chance")
    func pureRoomsStayPure() throws {
        let effects = [
            "Date()", "FileManager", "ProcessInfo", "URLSession", "SystemRandomNumberGenerator", "FileHandle",
            "Task.sleep", "getenv",
        ]
        for room in ["SweepModel", "StatesLanguage", "SweepCompiler", "Statistics", "ExperimentFile", "JSON"] {
            let root = projectFolder + "/Sources/" + room
            let files = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
            for file in files where file.hasSuffix(".swift") {
                let text = try String(contentsOfFile: root + "/" + file, encoding: .utf8)
                for effect in effects {
                    #expect(!text.contains(effect), "Sources/\(room)/\(file) uses \(effect)")
                }
            }
        }
    }
}
