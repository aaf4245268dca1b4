using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Values given from outside.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>A value that must be configured as <c>Parameters:name</c> (a hyphen may be written as an underscore).</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        Add(builder, name, secret, () => throw new Platform.AppHost.Local.Running.LocalStartException(
            $"The parameter '{name}' has no value: give it as --Parameters:{name}=VALUE."));

    /// <summary>A fixed value, unless another is configured.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        Add(builder, name, secret, () => value);

    /// <summary>A value that is made up when none is configured, and remembered in <c>parameters.json</c> when <paramref name="persist" />.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false) =>
        Add(builder, name, secret, () => persist
            ? ((LocalApplicationBuilder)builder).Parameters.GetOrAdd(name, value.GetDefaultValue)
            : value.GetDefaultValue());

    internal static ParameterResource GeneratedPassword(this IDistributedApplicationBuilder builder, string resource) =>
        builder.AddParameter($"{resource}-password", new GenerateParameterDefault { Special = false }, secret: true, persist: true).Resource;

    private static IResourceBuilder<ParameterResource> Add(
        IDistributedApplicationBuilder builder, string name, bool secret, Func<string> otherwise) =>
        builder.AddResource(new ParameterResource(
            name,
            () => builder.Configuration[$"Parameters:{name}"]
                ?? builder.Configuration[$"Parameters:{name.Replace('-', '_')}"]
                ?? otherwise(),
            secret));
}
