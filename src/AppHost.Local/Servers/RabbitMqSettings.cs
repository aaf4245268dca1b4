using System.Text.RegularExpressions;
using Platform.AppHost.Local.Running;

namespace Platform.AppHost.Local.Servers;

/// <summary>Where a broker listens and what it reads.</summary>
internal sealed record RabbitMqSettings
{
    public required string Folder { get; init; }

    public required string UserName { get; init; }

    public required string Password { get; init; }

    public required int AmqpPort { get; init; }

    public required int ManagementPort { get; init; }

    public required int MqttPort { get; init; }

    public required int MqttsPort { get; init; }

    public required int PrometheusPort { get; init; }

    public required int DistributionPort { get; init; }

    public required int PortMapperPort { get; init; }

    /// <summary>Folder with ca.pem, server.pem and server.key; without it there is no TLS listener.</summary>
    public string? CertificateFolder { get; init; }

    /// <summary>Whether the management interface counts messages and connections.</summary>
    public bool Statistics { get; init; }

    /// <summary>Addresses for MQTT; everything else is on loopback.</summary>
    public IReadOnlyList<string> ListenAddresses { get; init; } = [LocalSettings.Loopback];

    public string PluginsFile { get; init; } = Path.Combine(AppContext.BaseDirectory, "rabbitmq", "enabled_plugins");

    public string ConfigurationFile { get; init; } = Path.Combine(AppContext.BaseDirectory, "rabbitmq", "rabbitmq.conf");

    public string DefinitionsFile { get; init; } = Path.Combine(AppContext.BaseDirectory, "rabbitmq", "definitions.json");

    /// <summary>Values for <c>$(NAME)</c> in the configuration file, which 3.10 cannot fill in by itself.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();
}

/// <summary>Turns the checked-in configuration of a RabbitMQ 4 container into one for Debian's RabbitMQ 3.10.</summary>
internal static partial class RabbitMqConfiguration
{
    private static readonly string[] Replaced =
        ["listeners.", "management.tcp.", "mqtt.listeners.", "prometheus.tcp.", "ssl_options.", "load_definitions", "management.load_definitions", "log.console"];

    private static readonly string[] NoStatistics = ["collect_statistics", "management_agent.disable_metrics_collector", "management.rates_mode"];

    private static readonly string[] Hook = ["auth_backends.2", "auth_cache.", "auth_http."];

    public static IEnumerable<string> Derive(IEnumerable<string> source, RabbitMqSettings settings, string definitions)
    {
        // Without the hook's address (a broker started alone) only internal users exist.
        string[] dropped = settings.Variables.ContainsKey("BROKER_AUTH") ? Replaced : [.. Replaced, .. Hook];
        if (settings.Statistics) dropped = [.. dropped, .. NoStatistics];
        var kept = source.Select(line => line.Trim())
            .Where(line => line.Length > 0 && line[0] != '#' && !dropped.Any(start => line.StartsWith(start, StringComparison.Ordinal)))
            .Select(line => Fill(Translate(line), settings.Variables));
        return [.. kept, .. Listeners(settings, definitions)];
    }

    private static IEnumerable<string> Listeners(RabbitMqSettings settings, string definitions)
    {
        yield return $"listeners.tcp.default = {LocalSettings.Loopback}:{settings.AmqpPort}";
        yield return $"management.tcp.ip = {LocalSettings.Loopback}";
        yield return $"management.tcp.port = {settings.ManagementPort}";
        yield return $"prometheus.tcp.ip = {LocalSettings.Loopback}";
        yield return $"prometheus.tcp.port = {settings.PrometheusPort}";
        for (var number = 0; number < settings.ListenAddresses.Count; number++)
        {
            yield return $"mqtt.listeners.tcp.{number + 1} = {settings.ListenAddresses[number]}:{settings.MqttPort}";
            if (settings.CertificateFolder is not null)
                yield return $"mqtt.listeners.ssl.{number + 1} = {settings.ListenAddresses[number]}:{settings.MqttsPort}";
        }

        if (settings.CertificateFolder is { } certificates)
        {
            yield return $"ssl_options.cacertfile = {certificates}/ca.pem";
            yield return $"ssl_options.certfile = {certificates}/server.pem";
            yield return $"ssl_options.keyfile = {certificates}/server.key";
            yield return "ssl_options.verify = verify_none";
            yield return "ssl_options.fail_if_no_peer_cert = false";
        }

        // The management plugin's own key: it loads while plugins start, before the MQTT listener opens; the broker's key comes after.
        yield return $"management.load_definitions = {definitions}";
        yield return "log.console = true";
        yield return "log.console.level = info";
        yield return "log.file = false";
    }

    private static string Translate(string line)
    {
        var session = SessionExpiry().Match(line);
        return session.Success ? $"mqtt.subscription_ttl = {session.Groups["seconds"].Value}000" : line;
    }

    private static string Fill(string line, IReadOnlyDictionary<string, string> variables) => Variable().Replace(line, match =>
        variables.TryGetValue(match.Groups["name"].Value, out var value)
            ? value
            : throw new LocalStartException($"The broker's configuration needs {match.Value}, which is not in its environment."));

    [GeneratedRegex(@"^mqtt\.max_session_expiry_interval_seconds\s*=\s*(?<seconds>\d+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SessionExpiry();

    [GeneratedRegex(@"\$\((?<name>\w+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}
