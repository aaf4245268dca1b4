using System.Text;
using Platform.ServiceDefaults.Security;

namespace Platform.Notifications.Webhooks;

/// <summary>Seals the secrets with which deliveries are signed.</summary>
internal sealed class WebhookVault(string secret)
{
    private readonly SecretBox box = new(secret, "notifications webhooks");

    public byte[] Seal(Guid endpointId, string webhookSecret) => box.Seal(Encoding.UTF8.GetBytes(webhookSecret), endpointId.ToString());

    public string Open(Guid endpointId, byte[] sealedSecret) => Encoding.UTF8.GetString(box.Open(sealedSecret, endpointId.ToString()));
}
