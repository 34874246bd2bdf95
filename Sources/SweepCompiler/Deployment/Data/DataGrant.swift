/// What a stack's workers may read outside its own bucket, as two parameters of its template hold it: CloudFormation keeps
/// them from one deployment to the next.
public struct DataGrant: Sendable, Equatable {
    /// ARNs of objects; one that ends with `*` stands for all that begin so.
    public private(set) var objects: Set<String>
    /// ARNs of the KMS keys that objects are encrypted with.
    public private(set) var keys: Set<String>

    /// CloudFormation takes so much as a parameter's value (user guide, quotas), and the policies of a role have 10,240
    /// characters for both and for the role's own rights.
    static let mostBytes = 4_096

    public init() { (objects, keys) = ([], []) }

    /// - Parameters:
    ///   - keys: ARNs of KMS keys.
    ///   - partition: of the stack's region, such as `aws`.
    public init(_ prefixes: [DataPrefix], keys: [String], partition: String) {
        objects = Set(prefixes.map { "arn:\(partition):s3:::\($0.pattern)" })
        self.keys = Set(keys)
    }

    /// - Parameter stackParameters: by name, as CloudFormation's `DescribeStacks` gives them.
    /// - Returns: `nil` for a stack whose template has no such parameters.
    public init?(stackParameters: [String: String]) {
        guard let objects = stackParameters[TemplateParameter.readableData],
            let keys = stackParameters[TemplateParameter.readableDataKeys]
        else { return nil }
        func list(_ text: String) -> Set<String> { Set(text.split(separator: ",").map(String.init)) }
        self.objects = list(objects)
        self.keys = list(keys)
    }

    public var isEmpty: Bool { objects.isEmpty && keys.isEmpty }

    public func union(_ other: DataGrant) -> DataGrant {
        var grant = self
        grant.objects.formUnion(other.objects)
        grant.keys.formUnion(other.keys)
        return grant
    }

    /// The values of the template's parameters: equal grants give equal texts.
    public var parameters: [String: String] {
        [
            TemplateParameter.readableData: objects.sorted().joined(separator: ","),
            TemplateParameter.readableDataKeys: keys.sorted().joined(separator: ","),
        ]
    }

    /// As people write them: `s3://bucket/folder/`.
    public var addresses: [String] {
        objects.map { "s3://" + (Self.path(of: $0).hasSuffix("*") ? Self.path(of: $0).dropLast() : Self.path(of: $0)) }
            .sorted()
    }

    /// Why no stack can hold it; `nil` where one can.
    public var problem: String? {
        let bytes = parameters.values.map(\.utf8.count).reduce(0, +)
        guard bytes > Self.mostBytes else { return nil }
        return "the data that workers may read have \(bytes) bytes of ARNs, and a stack holds \(Self.mostBytes)"
    }

    func allows(_ object: DataObject) -> Bool {
        let wanted = "\(object.bucket)/\(object.key)"
        return objects.contains { arn in
            let path = Self.path(of: arn)
            return path.hasSuffix("*") ? wanted.hasPrefix(path.dropLast()) : wanted == path
        }
    }

    /// `bucket/key` of `arn:aws:s3:::bucket/key`.
    private static func path(of arn: String) -> Substring {
        arn.firstRange(of: ":::").map { arn[$0.upperBound...] } ?? arn[...]
    }
}
