internal import JSON

/// The repositories that images are pulled from, as policies name them: the stack's own, and the one that `ImageUri` names.
enum ImageRepository {
    static let arns = [own, Intrinsic.ifElse(TemplateParameter.hasImage, named, own)]

    private static let own = Intrinsic.getAtt(LogicalID.repository, "Arn")

    /// `ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME[:TAG][@DIGEST]`; a name may hold slashes, but neither `:` nor `@`.
    private static let named: JSON = {
        let uri = Intrinsic.ref(TemplateParameter.imageURI)
        let reference = Intrinsic.ifElse(
            TemplateParameter.isChina, Intrinsic.part(1, of: uri, between: ".amazonaws.com.cn/"),
            Intrinsic.part(1, of: uri, between: ".amazonaws.com/"))
        let name = Intrinsic.part(0, of: Intrinsic.part(0, of: reference, between: "@"), between: ":")
        return Intrinsic.join("", [Intrinsic.arn("ecr", "repository/"), name])
    }()
}
