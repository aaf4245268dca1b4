using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Platform.Notifications.Messages;
using Platform.ServiceDefaults.Http;
using Polly.CircuitBreaker;

namespace Platform.Notifications.Twilio;

/// <summary>Sends SMS and WhatsApp messages: <c>POST /2010-04-01/Accounts/{sid}/Messages.json</c> (twilio.com/docs/messaging/api/message-resource).</summary>
internal sealed class TwilioClient(HttpClient http, IOptions<TwilioOptions> options, IOptions<WebOptions> web)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async Task<HandOver> SendAsync(Guid deliveryId, string to, string body, bool isWhatsApp, CancellationToken ct)
    {
        var settings = options.Value;
        var from = isWhatsApp ? settings.WhatsAppFrom : settings.From;
        if (!settings.IsConfigured || from.Length == 0) return new HandOver.Refused("not_configured");
        var prefix = isWhatsApp ? "whatsapp:" : "";
        using var request = new HttpRequestMessage(HttpMethod.Post, $"2010-04-01/Accounts/{Uri.EscapeDataString(settings.AccountSid)}/Messages.json")
        {
            Content = new FormUrlEncodedContent(
            [
                new("To", prefix + to), from.StartsWith("MG", StringComparison.Ordinal) ? new("MessagingServiceSid", from) : new("From", prefix + from),
                new("Body", body), new("StatusCallback", TwilioCallback.AddressOf(web.Value, deliveryId)),
            ]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.AccountSid}:{settings.AuthToken}")));
        try
        {
            using var answer = await http.SendAsync(request, ct);
            return await ReadAsync(answer, ct);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError)
        {
            return new HandOver.Later("provider_unreachable");
        }
        catch (HttpRequestException exception) when (exception.InnerException is BrokenCircuitException)
        {
            return new HandOver.Later("provider_unreachable");
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return new HandOver.Unknown();
        }
    }

    private static async Task<HandOver> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        var status = (int)answer.StatusCode;
        var text = await answer.Content.ReadAsStringAsync(ct);
        if (answer.IsSuccessStatusCode) return new HandOver.Sent(Read<MessageAnswer>(text)?.Sid);
        var code = Read<ErrorAnswer>(text)?.Code;
        var reason = code is { } known ? $"twilio_{known}" : $"twilio_http_{status}";
        return TwilioRules.MayTryAgain(status, code) ? new HandOver.Later(reason) : new HandOver.Refused(reason);
    }

    private static T? Read<T>(string text)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Json.Options);
        }
        catch (JsonException)
        {
            // A proxy in between answers with a page; the status says enough.
            return null;
        }
    }

    private sealed record MessageAnswer(string? Sid);

    private sealed record ErrorAnswer(int? Code);
}
