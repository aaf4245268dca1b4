using System.Buffers.Text;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Licensing;
using Platform.Licensing.Leases;

namespace Platform.Licensing.Tests.Leases;

public sealed class LeaseTests(LicensingFixture licensing)
{
    [Fact]
    public async Task First_lease_verifies_with_the_published_key_and_says_what_devices_read()
    {
        var leases = await licensing.Bus.ListenAsync<LeaseIssued>();
        var device = await licensing.IssueAsync();
        var issued = await leases.FirstAsync(e => e.DeviceId == device.Id);
        var parts = issued.Lease.Split('.');
        var key = await PublicKeyAsync();

        Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0])).ShouldBe($$"""{"alg":"ES256","typ":"lease","kid":"{{key.GetProperty("kid").GetString()}}"}""");
        Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).ShouldBe($$"""{"device_id":"{{device.Id}}","valid_until":{{issued.ValidUntil.ToUnixTimeSeconds()}},"seq":1}""");
        issued.ValidUntil.ShouldBe(licensing.Time.GetUtcNow().AddDays(3), TimeSpan.FromSeconds(10));
        Verifies(key, issued.Lease).ShouldBeTrue();
        Verifies(key, $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes("""{"device_id":"OTHER","valid_until":9999999999,"seq":1}"""))}.{parts[2]}").ShouldBeFalse();
    }

    [Fact]
    public async Task Published_pem_and_jwk_are_the_same_key()
    {
        var key = await PublicKeyAsync();
        using var pem = ECDsa.Create();
        pem.ImportFromPem(key.GetProperty("pem").GetString());
        var point = pem.ExportParameters(includePrivateParameters: false).Q;
        (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y)).ShouldBe((key.GetProperty("x").GetString(), key.GetProperty("y").GetString()));
        (key.GetProperty("kty").GetString(), key.GetProperty("crv").GetString()).ShouldBe(("EC", "P-256"));
        key.EnumerateObject().Select(p => p.Name).ShouldBe(["kid", "kty", "crv", "x", "y", "pem"]);
    }

    [Fact]
    public async Task Active_licenses_are_renewed_when_due_and_sequence_grows()
    {
        var leases = await licensing.Bus.ListenAsync<LeaseIssued>();
        var device = await licensing.IssueAsync();
        await RenewAtAsync(licensing.Time.GetUtcNow().AddHours(19));
        (await SeqAsync(device)).ShouldBe(1, "renewal is spread over the last four hours of a day");
        await MakeDueAsync(device);
        (await SeqAsync(device)).ShouldBe(2);
        var renewed = await leases.FirstAsync(e => e.DeviceId == device.Id && SeqOf(e.Lease) == 2);
        Verifies(await PublicKeyAsync(), renewed.Lease).ShouldBeTrue();
        var due = await licensing.ScalarAsync<DateTime>("select renew_at from licenses where device_id = @Id", new { device.Id });
        new DateTimeOffset(due, TimeSpan.Zero).ShouldBe(licensing.Time.GetUtcNow().AddHours(22), TimeSpan.FromHours(2.1));
    }

    [Fact]
    public async Task Suspended_license_is_not_renewed_until_it_is_activated()
    {
        var device = await licensing.IssueAsync();
        await licensing.SwitchAsync(device, "disabled", "payment_overdue");
        await MakeDueAsync(device);
        (await SeqAsync(device)).ShouldBe(1);
        await licensing.SwitchAsync(device, "active", "payment_received");
        (await SeqAsync(device)).ShouldBe(2);
    }

    [Fact]
    public void ValidUntil_grows_also_for_two_leases_of_the_same_second()
    {
        var now = new DateTimeOffset(2026, 11, 20, 10, 0, 0, 700, TimeSpan.Zero);
        var first = Lease.ValidUntil(now, before: null);
        first.ShouldBe(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));
        Lease.ValidUntil(now, first).ShouldBe(first.AddSeconds(1));
    }

    [Fact]
    public async Task Private_key_is_stored_encrypted_and_opens_only_with_its_secret()
    {
        var kid = await licensing.ScalarAsync<string>("select kid from lease_keys");
        var stored = await licensing.ScalarAsync<byte[]>("select encrypted_private from lease_keys");
        using var key = LeaseKey.Decrypt(kid, stored, LicensingFixture.KeyEncryptionKey);
        key.Public.Kid.ShouldBe(kid);
        Should.Throw<CryptographicException>(() => LeaseKey.Decrypt(kid, stored, "another-secret-0123456789"));
        Should.Throw<CryptographicException>(() => LeaseKey.Decrypt("another-kid", stored, LicensingFixture.KeyEncryptionKey));
    }

    private async Task<JsonElement> PublicKeyAsync()
    {
        using var anonymous = licensing.CreateClient();
        return (await anonymous.GetFromJsonAsync<JsonElement>("/.well-known/device-lease-keys")).GetProperty("keys")[0];
    }

    private static bool Verifies(JsonElement key, string lease)
    {
        using var verifier = ECDsa.Create();
        verifier.ImportFromPem(key.GetProperty("pem").GetString());
        return verifier.VerifyData(
            Encoding.ASCII.GetBytes(lease[..lease.LastIndexOf('.')]), Base64Url.DecodeFromChars(lease.AsSpan(lease.LastIndexOf('.') + 1)),
            HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static long SeqOf(string lease) => JsonDocument.Parse(Base64Url.DecodeFromChars(lease.Split('.')[1])).RootElement.GetProperty("seq").GetInt64();

    private async Task MakeDueAsync(TestDevice device)
    {
        await licensing.ExecuteAsync("update licenses set renew_at = @now where device_id = @Id", new { device.Id, now = licensing.Time.GetUtcNow() });
        await RenewAtAsync(licensing.Time.GetUtcNow());
    }

    private Task RenewAtAsync(DateTimeOffset now) => licensing.Services.GetRequiredService<LeaseRenewal>().RunOnceAsync(now, CancellationToken.None);

    private Task<long> SeqAsync(TestDevice device) => licensing.ScalarAsync<long>("select lease_seq from licenses where device_id = @Id", new { device.Id });
}
