using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.AppHost;

/// <summary>
/// The broker's topology with the services' user added. A broker that loads definitions makes no default user, and a password has no
/// place in a checked-in file; the file that is written holds its salted hash only.
/// </summary>
public static class BrokerDefinitions
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes <paramref name="source" /> with the user to <paramref name="target" /> and returns the target.</summary>
    public static string Write(string source, string target, string userName, string password)
    {
        var definitions = JsonNode.Parse(File.ReadAllText(source))!.AsObject();
        definitions["users"] = new JsonArray(new JsonObject
        {
            ["name"] = userName,
            ["password_hash"] = Hash(password),
            ["hashing_algorithm"] = "rabbit_password_hashing_sha256",
            ["tags"] = "administrator",
            ["limits"] = new JsonObject(),
        });
        definitions["permissions"] = new JsonArray(new JsonObject
        {
            ["user"] = userName,
            ["vhost"] = "/",
            ["configure"] = ".*",
            ["write"] = ".*",
            ["read"] = ".*",
        });
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, definitions.ToJsonString(Indented));
        return target;
    }

    // RabbitMQ's format: four bytes of salt, then SHA-256 of salt and password, all in base 64.
    private static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(4);
        return Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(password)])]);
    }
}
