CREATE INDEX "traders_leaving" ON "traders" USING btree ("delete_at") WHERE delete_at IS NOT NULL;
