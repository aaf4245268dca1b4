using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Contracts.DeviceRegistry;
using Platform.Messaging;
using Platform.MqttBridge.Connections;

namespace Platform.MqttBridge.BrokerAuth;

/// <summary>
/// The questions of rabbitmq_auth_backend_http: POST forms, answered <c>allow</c> or <c>deny</c> with 200. Reached by the
/// broker only, never routed by the gateway. Answers come from memory; a refusal says nothing about why.
/// </summary>
internal static class BrokerAuthEndpoints
{
    private static readonly Meter Meter = new("Platform.MqttBridge");
    private static readonly Histogram<double> Seconds = Meter.CreateHistogram<double>("platform.broker_auth.duration", "s");
    private static readonly Counter<long> Answers = Meter.CreateCounter<long>("platform.broker_auth.answers", "{answer}");

    public static void MapBrokerAuth(this IEndpointRouteBuilder app)
    {
        var broker = app.MapGroup("/broker");
        broker.ExcludeFromDescription().AllowAnonymous().DisableAntiforgery().DisableRequestTimeout();
        broker.MapPost("/user", User);
        broker.MapPost("/vhost", VirtualHost);
        broker.MapPost("/resource", Resource);
        broker.MapPost("/topic", Topic);
    }

    private static ContentHttpResult User(
        BrokerAuthorizer authorizer, ReplicatedView<string, DeviceFacts> devices, ConnectionLog log, [FromForm] string? username, [FromForm] string? password,
        [FromForm(Name = "client_id")] string? clientId) =>
        Answer("user", devices, () =>
        {
            var verdict = authorizer.MayConnect(username ?? "", password ?? "", clientId);
            log.Note(username ?? "", verdict, verdict == Verdict.WrongClientId ? clientId! : "");
            return verdict == Verdict.Allowed;
        });

    // The client id comes with each question of an MQTT connection (3.10: client_id, for topics variable_map.client_id).
    // It is checked each time, so that a broker that leaves it out at sign-in still lets nobody act under a foreign one.
    private static ContentHttpResult VirtualHost(
        BrokerAuthorizer authorizer, ReplicatedView<string, DeviceFacts> devices, ConnectionLog log, [FromForm] string? username, [FromForm] string? vhost,
        [FromForm(Name = "client_id")] string? clientId) =>
        Answer("vhost", devices, () => vhost == "/" && MayBe(authorizer, log, username, clientId));

    private static ContentHttpResult Resource(
        BrokerAuthorizer authorizer, ReplicatedView<string, DeviceFacts> devices, ConnectionLog log, [FromForm] string? username, [FromForm] string? resource, [FromForm] string? name,
        [FromForm(Name = "client_id")] string? clientId) =>
        Answer("resource", devices, () => MayBe(authorizer, log, username, clientId) && authorizer.MayUse(username ?? "", resource ?? "", name ?? ""));

    private static ContentHttpResult Topic(
        BrokerAuthorizer authorizer, ReplicatedView<string, DeviceFacts> devices, ConnectionLog log, [FromForm] string? username, [FromForm] string? name, [FromForm] string? permission,
        [FromForm(Name = "routing_key")] string? routingKey, [FromForm(Name = "variable_map.client_id")] string? clientId) =>
        Answer("topic", devices, () => name == BrokerAuthorizer.MqttExchange && MayBe(authorizer, log, username, clientId) && permission switch
        {
            "write" => MayUseTopic(authorizer, log, username, TopicPermission.Write, routingKey),
            "read" => MayUseTopic(authorizer, log, username, TopicPermission.Read, routingKey),
            _ => false,
        });

    private static bool MayBe(BrokerAuthorizer authorizer, ConnectionLog log, string? username, string? clientId)
    {
        if (authorizer.MayBe(username ?? "", clientId)) return true;
        log.Note(username ?? "", Verdict.WrongClientId, clientId!);
        return false;
    }

    /// <summary>Only refusals are noted: a permitted message says no more than that the device is connected.</summary>
    private static bool MayUseTopic(BrokerAuthorizer authorizer, ConnectionLog log, string? username, TopicPermission permission, string? routingKey)
    {
        var verdict = authorizer.MayUseTopic(username ?? "", permission, routingKey ?? "");
        if (verdict == Verdict.Allowed) return true;
        log.Note(username ?? "", verdict, verdict == Verdict.WrongTopic ? Tried(permission, routingKey ?? "") : "");
        return false;
    }

    /// <summary>The attempt in MQTT's words: the broker asks with the routing key, in which '/' and '+' are '.' and '*'.</summary>
    private static string Tried(TopicPermission permission, string routingKey) =>
        $"{(permission == TopicPermission.Write ? "publish" : "subscribe")} {routingKey.Replace('.', '/').Replace('*', '+')}";

    /// <summary>Until the directory is filled nobody can be judged: refused, and devices try again.</summary>
    private static ContentHttpResult Answer(string question, ReplicatedView<string, DeviceFacts> devices, Func<bool> mayDo)
    {
        var started = Stopwatch.GetTimestamp();
        var isAllowed = devices.IsFilled && mayDo();
        Seconds.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("question", question));
        Answers.Add(1, new("question", question), new KeyValuePair<string, object?>("answer", isAllowed ? "allow" : "deny"));
        return TypedResults.Text(isAllowed ? "allow" : "deny");
    }
}
