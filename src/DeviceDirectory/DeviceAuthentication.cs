using System.Buffers;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platform.Contracts.DeviceRegistry;

namespace Platform.DeviceDirectory;

/// <summary>Compares a device's or account's secret with what is stored: SHA-256, because secrets are random and long; constant time.</summary>
public static class DeviceSecret
{
    private const int MaxLength = 200;

    /// <summary>True when <paramref name="secret"/> is the one whose SHA-256 (lower-case hex) is <paramref name="sha256Hex"/>.</summary>
    public static bool Matches(ReadOnlySpan<char> secret, string sha256Hex)
    {
        ArgumentNullException.ThrowIfNull(sha256Hex);
        if (secret.Length is 0 or > MaxLength) return false;
        Span<byte> utf8 = stackalloc byte[MaxLength * 3];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> stored = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(secret, utf8)], hash);
        return Convert.FromHexString(sha256Hex, stored, out _, out var written) == OperationStatus.Done && written == stored.Length
            && CryptographicOperations.FixedTimeEquals(hash, stored);
    }
}

/// <summary>HTTP Basic (RFC 7617) with a device's own credentials. A suspended device is still itself: the endpoint answers 402.</summary>
internal sealed class DeviceAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Directory directory)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Device";
    public const string DeviceIdClaim = "device_id";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header) || header.Scheme != "Basic" || header.Parameter is null)
            return Task.FromResult(AuthenticateResult.NoResult());
        var credentials = Decode(header.Parameter);
        var colon = credentials.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || Check(credentials[..colon], credentials[(colon + 1)..]) is not { } device)
            return Task.FromResult(AuthenticateResult.Fail("The device's credentials are not valid."));
        var identity = new ClaimsIdentity([new Claim(DeviceIdClaim, device.DeviceId)], SchemeName);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Basic realm=\"device\"";
        return Task.CompletedTask;
    }

    private DeviceFacts? Check(string deviceId, string secret) =>
        directory.Find(deviceId) is { } entry && DeviceSecret.Matches(secret, entry.Device.SecretSha256) ? entry.Device : null;

    private static string Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var written) ? Encoding.UTF8.GetString(bytes, 0, written) : "";
    }
}

/// <summary>Who calls, on routes of <c>Policies.Device</c>.</summary>
public sealed record CallingDevice(string DeviceId)
{
    /// <summary>Binds a handler's parameter from the authenticated device.</summary>
    public static ValueTask<CallingDevice?> BindAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return ValueTask.FromResult(http.User.FindFirstValue(DeviceAuthentication.DeviceIdClaim) is { } id ? new CallingDevice(id) : null);
    }
}
