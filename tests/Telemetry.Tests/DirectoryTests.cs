using System.Security.Cryptography;
using System.Text;
using Platform.Contracts.DeviceRegistry;
using Platform.Contracts.Identity;
using Platform.Contracts.Licensing;
using Platform.DeviceDirectory;
using Platform.Messaging;
using Directory = Platform.DeviceDirectory.Directory;

namespace Platform.Telemetry.Tests;

public sealed class DirectoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
    private readonly ReplicatedView<string, DeviceFacts> devices = new(d => d.DeviceId, d => d.Version);
    private readonly ReplicatedView<string, LicenseFacts> licenses = new(l => l.LicenseKey, l => l.Version);
    private readonly ReplicatedView<string, TenantFacts> tenants = new(t => t.Code, t => t.Version);

    [Fact]
    public void Events_in_any_order_end_in_the_same_state()
    {
        object[] events = [Device(1), Device(2, pit: "pit2"), License("LIC-1", LicenseStatus.Active, 1), License("LIC-1", LicenseStatus.Suspended, 2), License("LIC-1", LicenseStatus.Active, 3)];
        foreach (var order in Permutations(events))
        {
            var fresh = new DirectoryTests();
            var directory = fresh.Open();
            foreach (var change in order) fresh.Apply(change);
            foreach (var again in order) fresh.Apply(again);

            var entry = directory.Find("d").ShouldNotBeNull();
            (entry.Device.Version, entry.Device.PitCode, entry.License?.Version, entry.IsLicensed).ShouldBe((2, "pit2", 3, true));
        }
    }

    [Fact]
    public void New_license_counts_although_its_version_is_lower()
    {
        var directory = Open();
        Apply(Device(1));
        Apply(License("LIC-1", LicenseStatus.Suspended, 9));
        directory.Find("d")!.IsLicensed.ShouldBeFalse();

        Apply(License("LIC-2", LicenseStatus.Active, 1));
        directory.Find("d")!.IsLicensed.ShouldBeFalse("the device has the old license still");
        Apply(Device(2, license: "LIC-2"));

        directory.Find("d")!.License!.LicenseKey.ShouldBe("LIC-2");
        directory.Find("d")!.IsLicensed.ShouldBeTrue();
    }

    [Fact]
    public void License_of_another_device_does_not_count()
    {
        var directory = Open();
        Apply(Device(1));
        Apply(License("LIC-1", LicenseStatus.Suspended, 1) with { DeviceId = "other" });
        directory.Find("d")!.License.ShouldBeNull();
    }

    [Fact]
    public void What_was_known_before_is_found()
    {
        Apply(Device(1));
        Apply(License("LIC-1", LicenseStatus.Expired, 1));
        Apply(new TenantFacts(1, "w", "workshop", "W", 1, "w", "", 1));
        var directory = Open();

        directory.Find("d")!.IsLicensed.ShouldBeFalse();
        directory.DeviceOfLicense("LIC-1").ShouldBe("d");
        directory.FindTenant("w")!.TenantId.ShouldBe(1);
        (directory.Find(""), directory.Find("D"), directory.FindTenant(""), directory.DeviceOfLicense("")).ShouldBe((null, null, null, null));
        directory.IsFilled.ShouldBeFalse("no snapshot was read");
    }

    [Fact]
    public void Changes_of_device_and_license_are_told()
    {
        var directory = Open();
        var told = new List<DeviceEntry>();
        directory.Changed += told.Add;
        Apply(License("LIC-1", LicenseStatus.Active, 1));
        Apply(Device(1));
        Apply(Device(1));
        Apply(License("LIC-1", LicenseStatus.Suspended, 2));
        told.Select(e => e.IsLicensed).ShouldBe([true, false]);
    }

    [Fact]
    public async Task Changes_from_many_threads_end_in_the_newest_state()
    {
        var directory = Open();
        await Task.WhenAll(Enumerable.Range(1, 2000).Select(n => Task.Run(() => Apply(n % 2 == 0 ? Device(n) : License("LIC-1", n == 1999 ? LicenseStatus.Suspended : LicenseStatus.Active, n)))));
        var entry = directory.Find("d")!;
        (entry.Device.Version, entry.License!.Version, entry.IsLicensed).ShouldBe((2000, 1999, false));
    }

    [Fact]
    public void Looking_up_allocates_nothing()
    {
        var directory = Open();
        Apply(Device(1));
        var text = "xdx".AsSpan(1, 1);
        directory.Find(text).ShouldNotBeNull();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var n = 0; n < 1000; n++) directory.Find(text);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Theory]
    [InlineData("secret", true)]
    [InlineData("Secret", false)]
    [InlineData("secret ", false)]
    [InlineData("", false)]
    public void Secret_is_compared_by_its_hash(string secret, bool matches) => DeviceSecret.Matches(secret, Sha256("secret")).ShouldBe(matches);

    [Fact]
    public void Secret_that_is_too_long_or_a_hash_that_is_none_does_not_match()
    {
        DeviceSecret.Matches(new string('a', 200), Sha256(new string('a', 200))).ShouldBeTrue();
        DeviceSecret.Matches(new string('a', 201), Sha256(new string('a', 201))).ShouldBeFalse();
        DeviceSecret.Matches(new string('€', 200), Sha256(new string('€', 200))).ShouldBeTrue();
        DeviceSecret.Matches("secret", "").ShouldBeFalse();
        DeviceSecret.Matches("secret", "zz").ShouldBeFalse();
        DeviceSecret.Matches("secret", Sha256("secret")[..62]).ShouldBeFalse();
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private Directory Open() => new(devices, licenses, tenants);

    private void Apply(object facts) => _ = facts switch
    {
        DeviceFacts device => devices.Apply(device),
        LicenseFacts license => licenses.Apply(license),
        TenantFacts tenant => tenants.Apply(tenant),
        _ => throw new ArgumentOutOfRangeException(nameof(facts)),
    };

    private static DeviceFacts Device(long version, string pit = "pit1", string license = "LIC-1") => new(1, "d", "s", "t", 1, "w", 1, pit, license, "", CutOff: false, version);

    private static LicenseFacts License(string key, LicenseStatus status, long version) => new(key, "d", 1, status, "", Now, version);

    private static IEnumerable<object[]> Permutations(object[] items) => items.Length == 1
        ? [items]
        : items.SelectMany((item, index) => Permutations([.. items[..index], .. items[(index + 1)..]]).Select(rest => (object[])[item, .. rest]));
}
