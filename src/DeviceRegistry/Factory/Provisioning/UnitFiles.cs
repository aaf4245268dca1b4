using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Platform.DeviceRegistry.Setup;

namespace Platform.DeviceRegistry.Factory;

/// <summary>A unit with its secrets, opened for a file that the factory needs.</summary>
internal sealed record OpenUnit(SealedUnit Unit, UnitSecrets Secrets);

/// <summary>Opens secrets and puts together what files of units say.</summary>
internal sealed class UnitFiles(
    UnitQueries units, UnitVault vault, IServiceScopeFactory scopes, IOptions<FactoryOptions> factory, IOptions<WebOptions> web)
{
    /// <summary>The batch's units whose secrets are still there, in the order of their making; null when there is no such unit.</summary>
    public async Task<IReadOnlyList<OpenUnit>?> OpenAsync(int batchNumber, string? serialNumber, CancellationToken ct)
    {
        var found = await units.SealedAsync(batchNumber, serialNumber, ct);
        if (found.Count == 0) return null;
        return [.. found.Where(u => u.Sealed is not null).Select(u => new OpenUnit(u, vault.Open(u.Sealed!, u.SerialNumber))).Where(IsCurrent)];
    }

    /// <summary>What every unit is told of the platform at this moment.</summary>
    public async Task<PlatformFacts> PlatformAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var leaseKey = await scope.ServiceProvider.GetRequiredService<LeaseKeyClient>().CurrentPemAsync(ct);
        var authority = factory.Value.CaFile.Length > 0 ? await File.ReadAllTextAsync(factory.Value.CaFile, ct) : null;
        return new(factory.Value.MqttHost, factory.Value.MqttPort, leaseKey, authority);
    }

    /// <summary>Where a label's QR code leads.</summary>
    public string SetupAddress(string serialNumber, string deviceType) =>
        web.Value.LinkTo($"setup?sn={Uri.EscapeDataString(serialNumber)}&type={Uri.EscapeDataString(deviceType)}");

    /// <summary>A secret that was rotated since is no longer the device's.</summary>
    private static bool IsCurrent(OpenUnit open) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(open.Secrets.Secret))) == open.Unit.SecretSha256;
}
