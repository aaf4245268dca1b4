namespace Platform.DeviceRegistry.Factory;

/// <summary>The key under which secrets of units lie until they are claimed (section <c>Registry</c>).</summary>
internal sealed class UnitKeyOptions
{
    public const string Message = "Registry__KeyEncryptionKey is not set or too short; give at least 32 random characters, for example the output of 'openssl rand -base64 32'.";

    /// <summary>Secret text from which the sealing key is derived.</summary>
    public string KeyEncryptionKey { get; set; } = "";

    public static bool IsValid(UnitKeyOptions options) => options.KeyEncryptionKey.Length >= 32;
}

/// <summary>What units are told of the platform in the factory (section <c>Factory</c>).</summary>
internal sealed class FactoryOptions
{
    public const string Message = "Factory__MqttHost must be the host name under which devices reach the broker, for example mqtt.example.com, and Factory__MqttPort its port, for example 8883.";

    /// <summary>Where devices find the broker.</summary>
    public string MqttHost { get; set; } = "127.0.0.1";

    /// <summary>The broker's port for TLS.</summary>
    public int MqttPort { get; set; } = 8883;

    /// <summary>The authority that devices trust, a PEM file; empty when the broker's certificate is from a public one.</summary>
    public string CaFile { get; set; } = "";

    public static bool IsValid(FactoryOptions options) =>
        Uri.CheckHostName(options.MqttHost) != UriHostNameType.Unknown && options.MqttPort is > 0 and <= 65535;
}
