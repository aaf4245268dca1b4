using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Platform.Certificates;

/// <summary>A folder with ca.pem, ca.key, server.pem and server.key (PEM; keys readable by the owner only).</summary>
internal sealed class CertificateFolder(string folder, TimeProvider clock)
{
    private static readonly string[] OwnNames = ["localhost", "127.0.0.1", "::1"];
    private const int SerialBytes = 16;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);
    private static readonly TimeSpan AuthorityLife = TimeSpan.FromDays(3650);

    // Browsers refuse server certificates that are valid for longer than this.
    private static readonly TimeSpan ServerLife = TimeSpan.FromDays(397);

    // Clocks of devices may be a little behind.
    private static readonly TimeSpan Backdated = TimeSpan.FromDays(1);

    private string AuthorityFile => Path.Combine(folder, "ca.pem");

    private string AuthorityKeyFile => Path.Combine(folder, "ca.key");

    private string ServerFile => Path.Combine(folder, "server.pem");

    private string ServerKeyFile => Path.Combine(folder, "server.key");

    /// <summary>Makes what is missing, about to expire or made for other hosts, keeps the rest, and says which.</summary>
    public string Ensure(IEnumerable<string> extraHosts)
    {
        string[] hosts = [.. OwnNames.Concat(extraHosts.Where(host => host != "0.0.0.0")).Distinct(StringComparer.OrdinalIgnoreCase)];
        Directory.CreateDirectory(folder);
        var now = clock.GetUtcNow();
        using var known = LoadAuthority(now);
        using var authority = known ?? CreateAuthority(now);
        if (known is not null && ServerIsGood(authority, hosts, now))
            return $"kept the certificate for {string.Join(", ", hosts)}";
        CreateServer(authority, hosts, now);
        return known is null
            ? $"made a certificate authority and a certificate for {string.Join(", ", hosts)}"
            : $"made a certificate for {string.Join(", ", hosts)}";
    }

    private X509Certificate2? LoadAuthority(DateTimeOffset now)
    {
        if (!File.Exists(AuthorityFile) || !File.Exists(AuthorityKeyFile))
            return null;
        var authority = X509Certificate2.CreateFromPemFile(AuthorityFile, AuthorityKeyFile);
        // It must outlive what it signs.
        if (authority.NotAfter.ToUniversalTime() > now.UtcDateTime + ServerLife)
            return authority;
        authority.Dispose();
        return null;
    }

    private X509Certificate2 CreateAuthority(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Platform local authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var authority = request.CreateSelfSigned(now - Backdated, now + AuthorityLife);
        WriteKey(AuthorityKeyFile, key);
        WriteWhole(AuthorityFile, authority.ExportCertificatePem());
        return authority;
    }

    private void CreateServer(X509Certificate2 authority, string[] hosts, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
        {
            if (IPAddress.TryParse(host, out var address))
                names.AddIpAddress(address);
            else
                names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var certificate = request.Create(authority, now - Backdated, now + ServerLife, RandomNumberGenerator.GetBytes(SerialBytes));
        WriteKey(ServerKeyFile, key);
        WriteWhole(ServerFile, certificate.ExportCertificatePem());
    }

    private bool ServerIsGood(X509Certificate2 authority, string[] hosts, DateTimeOffset now)
    {
        if (!File.Exists(ServerFile) || !File.Exists(ServerKeyFile))
            return false;
        using var server = X509CertificateLoader.LoadCertificateFromFile(ServerFile);
        return server.NotAfter.ToUniversalTime() - now.UtcDateTime > RenewBefore
            && server.IssuerName.RawData.AsSpan().SequenceEqual(authority.SubjectName.RawData)
            && IssuedBy(server, authority)
            && Covers(server, hosts);
    }

    private static bool IssuedBy(X509Certificate2 server, X509Certificate2 authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(server);
    }

    private static bool Covers(X509Certificate2 server, string[] hosts)
    {
        var names = server.Extensions.OfType<X509SubjectAlternativeNameExtension>().SingleOrDefault();
        var known = names is null
            ? []
            : names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => address.ToString())).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Array.TrueForAll(hosts, known.Contains);
    }

    private static void WriteKey(string path, ECDsa key) => WriteWhole(path, key.ExportPkcs8PrivateKeyPem(), UnixFileMode.UserRead | UnixFileMode.UserWrite);

    // In one step, so that a server that reads while we write never sees half a file.
    private static void WriteWhole(
        string path, string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead)
    {
        var draft = $"{path}.new";
        File.Delete(draft);
        using (var stream = new FileStream(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode }))
        using (var writer = new StreamWriter(stream))
        {
            writer.WriteLine(text);
        }

        File.Move(draft, path, overwrite: true);
    }
}
