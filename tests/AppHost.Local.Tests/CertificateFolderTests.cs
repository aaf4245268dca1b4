using System.Security.Cryptography.X509Certificates;
using Platform.Certificates;

namespace Platform.AppHost.Local.Tests;

public sealed class CertificateFolderTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly SetClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Server_certificate_is_signed_by_the_authority_and_names_the_hosts()
    {
        Ensure("192.168.1.7");

        using var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(_folder.Path, "ca.pem"));
        using var server = X509Certificate2.CreateFromPemFile(Path.Combine(_folder.Path, "server.pem"), Path.Combine(_folder.Path, "server.key"));
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.Build(server).ShouldBeTrue();
        server.MatchesHostname("localhost").ShouldBeTrue();
        server.MatchesHostname("192.168.1.7").ShouldBeTrue();
        server.MatchesHostname("192.168.1.8").ShouldBeFalse();
        server.HasPrivateKey.ShouldBeTrue();
    }

    [Theory]
    [InlineData("ca.key")]
    [InlineData("server.key")]
    public void Keys_are_private(string file)
    {
        Ensure();

        File.GetUnixFileMode(Path.Combine(_folder.Path, file)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(360, false)]
    [InlineData(368, true)]
    public void Server_certificate_is_renewed_in_its_last_thirty_days(int days, bool renewed)
    {
        Ensure();
        var before = File.ReadAllText(Path.Combine(_folder.Path, "server.pem"));
        var authority = File.ReadAllText(Path.Combine(_folder.Path, "ca.pem"));

        _clock.Now += TimeSpan.FromDays(days);
        Ensure();

        (File.ReadAllText(Path.Combine(_folder.Path, "server.pem")) != before).ShouldBe(renewed);
        File.ReadAllText(Path.Combine(_folder.Path, "ca.pem")).ShouldBe(authority);
    }

    [Fact]
    public void Another_host_gets_a_new_certificate()
    {
        Ensure();

        Ensure("10.0.0.1").ShouldStartWith("made a certificate for");
        Ensure("10.0.0.1").ShouldStartWith("kept");
    }

    private string Ensure(params string[] hosts) => new CertificateFolder(_folder.Path, _clock).Ensure(hosts);

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
