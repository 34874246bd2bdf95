internal import JSON

extension AWSClient {
    /// The value of a quota in this account and region: the account's own, or AWS's default where it was never changed.
    ///
    /// - Parameters:
    ///   - service: Service Quotas' code of the service, such as `ec2`.
    ///   - code: such as `L-1216C47A`.
    /// - Returns: `nil` where Service Quotas knows no such quota here.
    public func quota(service: String, code: String) async throws -> Double? {
        let input: JSON = ["ServiceCode": .string(service), "QuotaCode": .string(code)]
        for operation in ["GetServiceQuota", "GetAWSDefaultServiceQuota"] {
            do {
                return try await call(.serviceQuotas, operation, input)["Quota"]?["Value"]?.double
            } catch let error as AWSError where error.code == "NoSuchResourceException" {
                continue
            }
        }
        return nil
    }
}
