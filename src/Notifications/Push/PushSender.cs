using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Platform.Notifications.Messages;
using Platform.Notifications.Webhooks;
using Platform.ServiceDefaults.Http;

namespace Platform.Notifications.Push;

/// <summary>Sends push messages to browsers (RFC 8030). A browser that is gone for good is forgotten.</summary>
internal sealed class PushSender(HttpClient http, PushStore subscriptions, PushKeys keys, TimeProvider time)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private const int DaySeconds = 86_400, LongestText = 1000;

    public async Task<HandOver> SendAsync(Guid deliveryId, Guid subscriptionId, MessageContent content, CancellationToken ct)
    {
        if (await subscriptions.FindAsync(subscriptionId, ct) is not { } browser) return new HandOver.Refused("subscription_gone");
        var address = new Uri(browser.Endpoint);
        var text = content.Short.Length <= LongestText ? content.Short : content.Short[..LongestText];
        var plain = JsonSerializer.SerializeToUtf8Bytes(new PushBody(deliveryId, content.Title, text, content.Link), Json.Options);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(PushEncryption.Encrypt(plain, browser.P256dh, browser.Auth)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Content.Headers.ContentEncoding.Add("aes128gcm");
        request.Headers.TryAddWithoutValidation("Authorization", keys.Authorization(address, time.GetUtcNow()));
        request.Headers.Add("TTL", DaySeconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("Urgency", "high");
        // A message that is sent twice takes its own place while the browser is away.
        request.Headers.Add("Topic", deliveryId.ToString("N"));
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            var status = (int)answer.StatusCode;
            if (answer.IsSuccessStatusCode) return new HandOver.Sent(ProviderId: null);
            if (answer.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Gone)) return status is 429 or >= 500 ? new HandOver.Later($"push_http_{status}") : new HandOver.Refused($"push_http_{status}");
            await subscriptions.ForgetAsync(subscriptionId);
            return new HandOver.Refused("subscription_gone");
        }
        catch (HttpRequestException exception)
        {
            return exception.InnerException is WebhookAddressException ? new HandOver.Refused("bad_address") : new HandOver.Later("provider_unreachable");
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return new HandOver.Later("provider_silent");
        }
    }

    private sealed record PushBody(Guid Id, string Title, string Body, string? Url);
}
