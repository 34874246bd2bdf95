internal import Foundation
public import JSON

extension AWSClient {
    /// Lambda's `GetFunction`: `Configuration` and `Code`, or `nil` where there is no such function.
    public func lambdaFunction(_ name: String) async throws -> JSON? {
        try await lambdaAnswer("GetFunction", "/2015-03-31/functions/" + PercentEncoding.encode(name))
    }

    /// Lambda's `GetFunctionUrlConfig`: `FunctionUrl` and `AuthType`, or `nil` for a function without an address.
    public func lambdaAddress(of name: String) async throws -> JSON? {
        try await lambdaAnswer("GetFunctionUrlConfig", "/2021-10-31/functions/" + PercentEncoding.encode(name) + "/url")
    }

    private func lambdaAnswer(_ operation: String, _ path: String) async throws -> JSON? {
        var call = ServiceCall(service: .lambda, operation: operation, method: "GET")
        call.path = path
        do {
            let response = try await send(call)
            do {
                return try JSON(parsing: response.body)
            } catch {
                throw AWSError(
                    unreadable: call, region: region, status: response.status, "the answer can't be read: \(error)")
            }
        } catch let error as AWSError where error.status == 404 {
            return nil
        }
    }
}
