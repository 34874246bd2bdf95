internal import Foundation

/// The bytes of a file on disk.
enum DataFile {
    /// Larger files are refused, as they are held in memory.
    static let maximumBytes = 8 << 30

    static func read(_ path: String) throws(DataError) -> [UInt8] {
        func refuse(_ problem: String, _ fix: String) -> DataError { DataError(file: path, problem: problem, fix: fix) }
        let attributes: [FileAttributeKey: Any]
        do {
            let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
            attributes = try FileManager.default.attributesOfItem(atPath: resolved)
        } catch {
            throw refuse("there is no such file, or it can't be reached", "check the path and its permissions")
        }
        guard attributes[.type] as? FileAttributeType == .typeRegular else {
            throw refuse("it is not a regular file", "give the path of a data file")
        }
        let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
        guard size > 0 else { throw refuse("the file is empty", "give a file with data") }
        guard size <= maximumBytes else {
            throw refuse("\(size) bytes are more than the \(maximumBytes) that can be read", "give a part of the rows")
        }
        do {
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw refuse("it can't be read", "check its permissions and the disk")
        }
    }
}
