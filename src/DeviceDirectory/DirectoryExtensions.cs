using MassTransit;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Identity;
using Platform.Contracts.Licensing;
using Platform.Messaging;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceDirectory;

/// <summary>Registers the directory and, on top of it, authentication of devices over HTTP.</summary>
public static class DirectoryExtensions
{
    /// <summary>Adds the directory; pass <see cref="AddDirectoryEvents"/> to the bus as well.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="ownsLicenses">True in Licensing itself, which reads licenses from its own database.</param>
    public static WebApplicationBuilder AddDeviceDirectory(this WebApplicationBuilder builder, bool ownsLicenses = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (ownsLicenses) builder.Services.AddSingleton(new ReplicatedView<string, LicenseFacts>(l => l.LicenseKey, l => l.Version));
        else builder.Services.AddReplicatedView<string, LicenseFacts>(builder.Configuration, "licensing", "internal/licenses", l => l.LicenseKey, l => l.Version);
        builder.Services
            .AddReplicatedView<string, DeviceFacts>(builder.Configuration, "registry", "internal/devices", d => d.DeviceId, d => d.Version)
            .AddReplicatedView<string, TenantFacts>(builder.Configuration, "identity", "internal/tenants", t => t.Code, t => t.Version)
            .AddSingleton<Directory>();
        return builder;
    }

    /// <summary>Adds the consumer that keeps the directory current.</summary>
    public static void AddDirectoryEvents(this IBusRegistrationConfigurator bus, string service) => bus.AddViewConsumer<DirectoryEvents>(service);

    /// <summary>Adds the policy <see cref="Policies.Device"/>: HTTP Basic with the device's id and secret.</summary>
    public static WebApplicationBuilder AddDeviceAuthentication(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, DeviceAuthentication>(DeviceAuthentication.SchemeName, configureOptions: null);
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Device, policy => policy.AddAuthenticationSchemes(DeviceAuthentication.SchemeName).RequireClaim(DeviceAuthentication.DeviceIdClaim));
        return builder;
    }
}
