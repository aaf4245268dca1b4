using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Identity;
using Platform.Contracts.Licensing;
using Platform.DeviceDirectory;
using Platform.Messaging;
using Platform.ServiceDefaults.Security;
using Directory = Platform.DeviceDirectory.Directory;

namespace Platform.Telemetry.Tests;

/// <summary>HTTP Basic with a device's own credentials, on a server with one route.</summary>
public sealed class DeviceAuthenticationTests : IAsyncLifetime
{
    private WebApplication app = null!;

    public async ValueTask InitializeAsync()
    {
        var devices = new ReplicatedView<string, DeviceFacts>(d => d.DeviceId, d => d.Version);
        devices.Apply(new DeviceFacts(1, "ESP32-1", "s", "t", 1, "w", 1, "p", "LIC", Convert.ToHexStringLower(SHA256.HashData("se:cret"u8)), CutOff: false, 1));
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton(new Directory(devices, new ReplicatedView<string, LicenseFacts>(l => l.LicenseKey, l => l.Version), new ReplicatedView<string, TenantFacts>(t => t.Code, t => t.Version)));
        builder.AddDeviceAuthentication();
        app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/who", (CallingDevice device) => device.DeviceId).RequireAuthorization(Policies.Device);
        await app.StartAsync();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Device_is_known_by_its_own_credentials()
    {
        using var answer = await AskAsync("Basic", "ESP32-1:se:cret");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("ESP32-1");
    }

    [Theory]
    [InlineData("ESP32-1:wrong")]
    [InlineData("ESP32-1:")]
    [InlineData("ESP32-1")]
    [InlineData(":se:cret")]
    [InlineData("ESP32-2:se:cret")]
    [InlineData("")]
    public async Task Wrong_credentials_are_refused_alike(string credentials)
    {
        using var answer = await AskAsync("Basic", credentials);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Basic realm=\"device\"");
    }

    [Theory]
    [InlineData("Basic", "%%%")]
    [InlineData("Bearer", "RVNQMzItMTpzZTpjcmV0")]
    public async Task What_is_not_basic_is_refused(string scheme, string parameter)
    {
        using var client = app.GetTestClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"{scheme} {parameter}");
        (await client.GetAsync("/who")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<HttpResponseMessage> AskAsync(string scheme, string credentials)
    {
        using var client = app.GetTestClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(scheme, Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        return await client.GetAsync("/who");
    }
}
