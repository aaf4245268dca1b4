using System.Net.Http.Headers;
using System.Text;

namespace Platform.Notifications.Webhooks;

/// <summary>How a try ended: an answer's status, or why there was none.</summary>
internal sealed record TryOutcome(int? Status, string? Problem);

/// <summary>Sends one delivery. Of the answer only its status counts; its body is not read.</summary>
internal sealed class WebhookSender(HttpClient http)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<TryOutcome> SendAsync(DueDelivery delivery, string signature, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url) { Content = new StringContent(delivery.Body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Add("X-Platform-Signature", signature);
        request.Headers.Add("X-Platform-Event-Id", delivery.EventId.ToString());
        request.Headers.Add("X-Platform-Event-Type", delivery.Type);
        request.Headers.UserAgent.ParseAdd("Platform-Webhooks/1");
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            var status = (int)answer.StatusCode;
            return new(status, WebhookRules.IsTaken(status) ? null : status is >= 300 and < 400 ? "It answered with a redirect, which is not followed." : $"It answered {status}.");
        }
        catch (HttpRequestException exception)
        {
            return new(null, exception.InnerException is WebhookAddressException refused ? refused.Message : exception.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => "The name could not be resolved.",
                HttpRequestError.ConnectionError => "No connection could be made.",
                HttpRequestError.SecureConnectionError => "The certificate or the secure connection was refused.",
                _ => "The connection broke.",
            });
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(null, $"There was no answer within {Patience.TotalSeconds:0} s.");
        }
    }
}
