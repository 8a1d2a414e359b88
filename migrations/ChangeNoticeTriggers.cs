namespace RingCentral.Connect.Migrations;

/// <summary>
/// Triggers that tell every node of a change that a cached answer must not outlive, in the transaction of the change itself: no statement of ours,
/// nor an operator's, can forget to. PostgreSQL serialises commits that notify, so a planned rotation tells nobody: what was cached of the
/// old pair ends with its hold, before the rotation.
/// </summary>
internal static class ChangeNoticeTriggers
{
    /// <summary>Nodes listen on the channel <c>ringcentral_connect</c>.</summary>
    public const string Create =
        """
        CREATE FUNCTION tell_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_TABLE_NAME = 'api_keys' THEN
            PERFORM pg_notify('ringcentral_connect', 'api_keys');
          ELSIF TG_TABLE_NAME = 'sessions' THEN
            PERFORM pg_notify('ringcentral_connect', 'connection:' || OLD.connection_id);
          ELSE
            PERFORM pg_notify('ringcentral_connect', 'connection:' || OLD.id);
          END IF;
          RETURN NULL;
        END $$;

        CREATE TRIGGER tell_session_change AFTER UPDATE ON sessions FOR EACH ROW
          WHEN (NEW.key <> OLD.key
                OR (NEW.ciphertext IS NULL AND OLD.ciphertext IS NOT NULL)
                OR NEW.hold_until < OLD.hold_until
                OR (OLD.first_asked_at IS NULL AND NEW.first_asked_at < NEW.hold_until))
          EXECUTE FUNCTION tell_change();

        CREATE TRIGGER tell_connection_change AFTER UPDATE ON connections FOR EACH ROW
          WHEN ((NEW.state, NEW.paused, NEW.external_id, NEW.server_url, NEW.owner_id, NEW.account_id, NEW.scope)
                IS DISTINCT FROM (OLD.state, OLD.paused, OLD.external_id, OLD.server_url, OLD.owner_id, OLD.account_id, OLD.scope))
          EXECUTE FUNCTION tell_change();

        CREATE TRIGGER tell_connection_end AFTER DELETE ON connections FOR EACH ROW EXECUTE FUNCTION tell_change();

        CREATE TRIGGER tell_key_change AFTER UPDATE ON api_keys FOR EACH ROW
          WHEN ((NEW.hash, NEW.name, NEW.scopes, NEW.external_id_prefix, NEW.expires_at, NEW.revoked_at)
                IS DISTINCT FROM (OLD.hash, OLD.name, OLD.scopes, OLD.external_id_prefix, OLD.expires_at, OLD.revoked_at))
          EXECUTE FUNCTION tell_change();

        CREATE TRIGGER tell_key_count AFTER INSERT OR DELETE ON api_keys FOR EACH ROW EXECUTE FUNCTION tell_change();
        """;

    public const string Drop =
        """
        DROP TRIGGER tell_session_change ON sessions;
        DROP TRIGGER tell_connection_change ON connections;
        DROP TRIGGER tell_connection_end ON connections;
        DROP TRIGGER tell_key_change ON api_keys;
        DROP TRIGGER tell_key_count ON api_keys;
        DROP FUNCTION tell_change();
        """;
}
