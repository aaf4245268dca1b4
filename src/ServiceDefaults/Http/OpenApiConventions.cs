using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Platform.ServiceDefaults.Http;

/// <summary>Adds to every document the bearer scheme and, per operation, the policy that guards it (<c>x-policy</c>).</summary>
internal static class OpenApiConventions
{
    public static void AddPlatformConventions(this OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
            document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" };
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            var policy = metadata.OfType<IAllowAnonymous>().Any()
                ? "anonymous"
                : string.Join('+', metadata.OfType<IAuthorizeData>().Select(a => a.Policy ?? "signed_in").Distinct(StringComparer.Ordinal));
            operation.Extensions ??= new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal);
            operation.Extensions["x-policy"] = new JsonNodeExtension(policy.Length == 0 ? "signed_in" : policy);
            return Task.CompletedTask;
        });
    }
}
