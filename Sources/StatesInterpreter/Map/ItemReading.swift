internal import Foundation
internal import JSON
internal import StatesLanguage

/// Reads the items of a distributed Map from objects, as its `ItemReader` says.
struct ItemReading {
    private let reader: ItemReader
    private let input: JSON
    private let visit: Visit
    private let strand: Strand

    init(_ reader: ItemReader, _ input: JSON, _ visit: Visit, _ strand: Strand) {
        self.reader = reader
        self.input = input
        self.visit = visit
        self.strand = strand
    }

    /// - Throws: `States.ItemReaderFailed`.
    func items() async throws(Interruption) -> [JSON] {
        let parameters = try strand.apply(reader.parameters, to: input, visit)
        let limit = try maxItems()
        do {
            let items = try await items(parameters)
            return limit == 0 || limit >= items.count ? items : Array(items[..<limit])
        } catch {
            throw Self.failure(error.message)
        }
    }

    private static func failure(_ cause: String) -> Interruption {
        .failed(StateFailure(error: ErrorName.itemReaderFailed, cause: cause))
    }

    /// 0 means all.
    private func maxItems() throws(Interruption) -> Int {
        switch reader.readerConfig?.maxItems {
        case nil: return 0
        case .value(let count)?: return count
        case .path(let path)?:
            guard let value = try? path.read(in: strand.scope(input, visit)) else {
                throw Self.failure("The MaxItemsPath parameter does not reference an input value: \(path)")
            }
            guard let count = value.wholeNumber else {
                let text = value.string ?? value.text()
                throw Self.failure(
                    "The MaxItemsPath field refers to value \"\(text)\" which is not a valid integer: \(path)")
            }
            guard count >= 0 else { throw Self.failure("field MaxItems must be positive") }
            return count
        }
    }

    private func items(_ parameters: JSON) async throws(UnreadableItems) -> [JSON] {
        guard let objects = strand.frame.surroundings.objects else {
            throw UnreadableItems("no object store is at hand")
        }
        guard let bucket = parameters["Bucket"]?.string else {
            throw UnreadableItems("The Bucket parameter must be a string.")
        }
        do {
            if reader.resource.hasSuffix(":s3:listObjectsV2") {
                let prefix = parameters["Prefix"]?.string ?? ""
                return try await objects.listObjects(bucket: bucket, prefix: prefix).map(\.item)
            }
            guard reader.resource.hasSuffix(":s3:getObject"), let key = parameters["Key"]?.string else {
                throw UnreadableItems("The reader needs s3:getObject with a Key, or s3:listObjectsV2.")
            }
            return try ItemFormat(reader.readerConfig).items(in: try await objects.getObject(bucket: bucket, key: key))
        } catch let failure as TaskFailure {
            throw UnreadableItems(failure.cause ?? failure.error)
        } catch let problem as UnreadableItems {
            throw problem
        } catch {
            throw UnreadableItems("\(error)")
        }
    }
}

/// Why items can't be read.
struct UnreadableItems: Error {
    let message: String

    init(_ message: String) { self.message = message }
}

extension ListedObject {
    fileprivate var item: JSON {
        [
            "Etag": .string(etag), "Key": .string(key),
            "LastModified": .integer(Int(exactly: lastModified.timeIntervalSince1970.rounded(.down)) ?? 0),
            "Size": .integer(sizeBytes), "StorageClass": .string(storageClass),
        ]
    }
}
