internal import Foundation
public import JSON

extension AWSClient {
    /// Calls an operation of a service that speaks JSON or the query protocols.
    ///
    /// - Parameters:
    ///   - path: for services with a path an operation, such as `/v1/describejobs`.
    ///   - input: its members are the API's own. In the query protocols lists of plain values and of structures are understood.
    /// - Returns: the output; from the query protocols, every plain value is a text.
    /// - Throws: as `send`, and `AWSError` with the code `UnreadableAnswer` for an answer that is cut off or is no document.
    public func call(_ service: Service, _ operation: String, path: String = "/", _ input: JSON = [:]) async throws
        -> JSON
    {
        try await call(service, operation, path: path, input, isSigned: true)
    }

    func call(
        _ service: Service, _ operation: String, path: String = "/", _ input: JSON, isSigned: Bool
    ) async throws -> JSON {
        var call = ServiceCall(service: service, operation: operation, path: path)
        call.isSigned = isSigned
        switch service.wireProtocol {
        case .json(let version, let target):
            call.headers = [.init("Content-Type", "application/x-amz-json-\(version)")]
            call.headers.append(.init("X-Amz-Target", "\(target).\(operation)"))
            call.body = Data(input.bytes())
        case .restJSON:
            call.headers = [.init("Content-Type", "application/json")]
            call.body = Data(input.bytes())
        case .query(let version): call.writeForm(input, version: version, listWord: "member")
        case .ec2(let version): call.writeForm(input, version: version, listWord: nil)
        case .restXML:
            throw AWSError(unreadable: call, region: region, status: 0, "S3 has calls of its own")
        }
        return try await output(of: call)
    }

    /// Sends a call whose request is complete, and reads what comes back.
    func output(of call: ServiceCall) async throws -> JSON {
        let response = try await send(call)
        do {
            switch call.service.wireProtocol {
            case .json, .restJSON:
                return response.body.isEmpty ? [:] : try JSON(parsing: response.body)
            case .query, .ec2, .restXML:
                let root = try XMLElement(parsing: response.body)
                return (root["\(call.operation)Result"] ?? root).json
            }
        } catch {
            throw AWSError(
                unreadable: call, region: region, status: response.status, "the answer can't be read: \(error)")
        }
    }
}

extension ServiceCall {
    fileprivate mutating func writeForm(_ input: JSON, version: String, listWord: String?) {
        var form: Query = ["Action": operation, "Version": version]
        form.items += FormEncoder(listWord: listWord).encode(input).items
        headers = [.init("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")]
        body = Data(form.encoded.utf8)
    }
}

extension AWSError {
    /// An answer with a good status that holds no good document.
    init(unreadable call: ServiceCall, region: String, status: Int, _ problem: String) {
        self.init(
            service: call.service.name, operation: call.operation, code: "UnreadableAnswer", message: problem,
            status: status, region: region, action: call.iamAction)
    }
}
