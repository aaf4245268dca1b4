using System.Globalization;
using System.Net;
using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace Platform.AppHost.Local.Running;

/// <summary>This machine is in the way: a port is taken, a package or a build is missing. One sentence that says what to do.</summary>
public sealed class LocalStartException(string message, Exception? inner = null) : DistributedApplicationException(message, inner);

/// <summary>Settings of the local way, section <c>Local</c>.</summary>
internal sealed record LocalSettings
{
    public const string Loopback = "127.0.0.1";

    /// <summary>Where everything that is created goes (<c>Local:Folder</c>, relative to the AppHost project).</summary>
    public required string Folder { get; init; }

    /// <summary>Ignores fixed ports, so that several suites run side by side (<c>Local:FreePorts</c>).</summary>
    public bool FreePorts { get; init; }

    /// <summary>Address that external endpoints listen on besides loopback (<c>Local:Host</c>).</summary>
    public string Host { get; init; } = Loopback;

    /// <summary>Debug or Release; the AppHost's own unless <c>Local:Configuration</c> says otherwise.</summary>
    public required string Configuration { get; init; }

    /// <summary>How long everything may take to become ready (<c>Local:StartTimeout</c>, seconds).</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(180);

    /// <summary>Whether the resources' output is shown, besides going to their log files (<c>Local:Console</c>).</summary>
    public bool Console { get; init; } = true;

    /// <summary>Resources with explicit start to start all the same (<c>Local:Start</c>, comma-separated).</summary>
    public IReadOnlyList<string> Start { get; init; } = [];

    /// <summary>False lets PostgreSQL skip fsync: for tests that end with the machine up (<c>Local:Durable</c>).</summary>
    public bool Durable { get; init; } = true;

    public string LogFolder => Path.Combine(Folder, "logs");

    /// <summary>Addresses to listen on: loopback always, so that neighbours need not know the outer address.</summary>
    public IReadOnlyList<string> ListenAddresses => Host switch
    {
        Loopback or "localhost" => [Loopback],
        "0.0.0.0" => ["0.0.0.0"],
        _ => [Loopback, Host],
    };

    public static LocalSettings Read(IConfiguration configuration, string appHostDirectory)
    {
        var section = configuration.GetSection("Local");
        var host = section["Host"] ?? Loopback;
        if (host != "localhost" && !IPAddress.TryParse(host, out _))
            throw new LocalStartException($"'{host}' is not an address of this machine: --Local:Host takes an IP address such as 192.168.1.10 or 0.0.0.0.");
        return new LocalSettings
        {
            Folder = Path.GetFullPath(section["Folder"] ?? "../../.local", appHostDirectory),
            FreePorts = Flag(section, "FreePorts", otherwise: false),
            Host = host,
            Configuration = section["Configuration"] ?? OwnConfiguration(AppContext.BaseDirectory),
            StartTimeout = TimeSpan.FromSeconds(Seconds(section["StartTimeout"])),
            Console = Flag(section, "Console", otherwise: true),
            Durable = Flag(section, "Durable", otherwise: true),
            Start = (section["Start"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        };
    }

    /// <summary>The build configuration in <c>…/bin/Release/net10.0/</c>.</summary>
    internal static string OwnConfiguration(string baseDirectory)
    {
        var folders = baseDirectory.TrimEnd('/').Split('/');
        return folders.Length >= 3 && folders[^3] == "bin" ? folders[^2] : "Release";
    }

    private static bool Flag(IConfiguration section, string key, bool otherwise) => section[key] switch
    {
        null or "" => otherwise,
        var text when bool.TryParse(text, out var value) => value,
        var text => throw new LocalStartException($"Local:{key} is '{text}'; it takes true or false."),
    };

    private static double Seconds(string? text) => text switch
    {
        null or "" => 180,
        _ when double.TryParse(text, CultureInfo.InvariantCulture, out var value) && value > 0 => value,
        _ => throw new LocalStartException($"Local:StartTimeout is '{text}'; it takes a number of seconds such as 180."),
    };
}
